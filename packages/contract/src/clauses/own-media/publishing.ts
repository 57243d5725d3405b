import { check, checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import {
  checkWire,
  eventually,
  joined,
  left,
  meetsSource,
  personOf,
  rejects,
  resolves,
  wireBecomes,
  later,
} from '../../run/scene.ts';

/** Publishing, withdrawing and failing to. */
export const publishingClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-INTENT-07',
    title:
      'Disabling withdraws the publication, closes the device and is told to the others; enabling brings it back.',
    law: 'publish-confirmed',
    rules: [17],
    world: ['wire', 'devices'],
    saboteurs: ['unpublish-without-effect', 'unpublish-event-lost'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone', 'camera'] });
      const ben = await joined(rig);
      await meetsSource(rig, ben, ann.userId, 'camera');
      await resolves(rig, ann.session.camera.disable(), 'Disabling the camera');
      await checkWire(rig, ann, 'camera', { published: false, sending: false });
      await checkWire(rig, ann, 'microphone', { published: true, sending: true });
      checkEqual((await rig.world.devices(ann)).open, ['microphone'], 'Open devices');
      await eventually(rig, 'others see it go', () => personOf(ben, ann.userId).sources.camera === undefined);
      await resolves(rig, ann.session.camera.enable(), 'Enabling the camera');
      await meetsSource(rig, ben, ann.userId, 'camera');
    },
  },
  {
    id: 'RTC-INTENT-08',
    title: 'A muted camera is closed and stays announced; unmuting opens it again.',
    law: 'one-capture',
    rules: [15, 16],
    when: [needs.announcesMute('camera')],
    world: ['wire', 'devices'],
    saboteurs: ['mute-without-effect', 'replace-without-effect'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['camera'] });
      await resolves(rig, ann.session.camera.mute(), 'Muting the camera');
      checkEqual((await rig.world.devices(ann)).open, [], 'Open devices while muted');
      checkEqual(ann.session.camera.state.capture.status, 'released', 'The capture');
      await checkWire(rig, ann, 'camera', { published: true, muted: true, sending: false });
      await resolves(rig, ann.session.camera.unmute(), 'Unmuting the camera');
      checkEqual((await rig.world.devices(ann)).open, ['camera'], 'Open devices');
      await checkWire(rig, ann, 'camera', { published: true, muted: false, sending: true });
    },
  },
  {
    id: 'RTC-INTENT-09',
    title:
      'A muted microphone stays open; with release it is closed, at once or after the time that was asked for.',
    law: 'one-capture',
    rules: [15],
    world: ['wire', 'devices', 'clock'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone'] });
      const { microphone } = ann.session;
      await resolves(rig, microphone.mute(), 'Muting');
      checkEqual((await rig.world.devices(ann)).open, ['microphone'], 'Open devices while muted');
      await resolves(rig, microphone.mute({ release: true }), 'Muting with release');
      checkEqual((await rig.world.devices(ann)).open, [], 'Open devices after release');
      await resolves(rig, microphone.unmute(), 'Unmuting');
      await wireBecomes(rig, ann, 'microphone', { published: true, sending: true });
      await resolves(rig, microphone.mute({ release: { afterMs: 2_000 } }), 'Muting with release later');
      checkEqual((await rig.world.devices(ann)).open, ['microphone'], 'Open devices at first');
      await rig.world.pass(2_500);
      await eventually(
        rig,
        'the microphone is closed',
        async () => (await rig.world.devices(ann)).open.length === 0,
      );
    },
  },
  {
    id: 'RTC-INTENT-11',
    title:
      'A publication that the vendor refuses rejects with the reason, the others go on, and a later enable works.',
    law: 'publish-confirmed',
    rules: [34],
    world: ['refuse-publish', 'wire'],
    saboteurs: ['publish-failure-hidden'],
    async run(rig) {
      const ann = await joined(rig);
      await rig.world.refuse('publish', 'publish-failed');
      await rejects(rig, ann.session.microphone.enable(), {
        what: 'Enabling the microphone',
        // Some vendors refuse as a matter of permission only.
        codes: ['publish-failed', 'forbidden'],
      });
      const { publication } = ann.session.microphone.state;
      checkEqual(publication.status, 'failed', 'The publication');
      checkEqual(ann.session.state.status, 'joined', 'The status of the call');
      await resolves(rig, ann.session.microphone.enable(), 'Enabling again');
      await wireBecomes(rig, ann, 'microphone', { published: true, sending: true });
    },
  },
  {
    id: 'RTC-INTENT-12',
    title:
      'A publication that the vendor never answers fails within its bound, and mute, leave and the rest still work.',
    law: 'publish-confirmed',
    rules: [34],
    world: ['hold-publish', 'clock', 'wire'],
    async run(rig) {
      const ann = await joined(rig);
      const release = await rig.world.hold('publish');
      // Told, whatever it is by now: core may be at its next try.
      const told = new Set<string>();
      ann.session.on('local-source-changed', ({ state }) => {
        if (state.source === 'microphone') told.add(state.publication.status);
      });
      await rejects(rig, ann.session.microphone.enable(), {
        what: 'Enabling without an answer',
        codes: ['timeout', 'publish-failed'],
        withinMs: rig.timeouts.publish,
      });
      check(told.has('failed'), 'The app should be told that the publication failed.');
      await release();
      await left(rig, ann);
    },
  },
  {
    id: 'RTC-INTENT-13',
    title: 'Enabling is given up by its signal: it rejects aborted and opens nothing.',
    law: 'one-capture',
    world: ['devices'],
    async run(rig) {
      const ann = await rig.side();
      const controller = new AbortController();
      const enabling = later(ann.session.microphone.enable({ signal: controller.signal }));
      controller.abort();
      await rejects(rig, enabling, { what: 'An enable that was given up', codes: ['aborted'] });
      await rig.settle();
      checkEqual((await rig.world.devices(ann)).open, [], 'Open devices');
      checkEqual(ann.session.microphone.state.enabled, false, 'Whether it is enabled');
    },
  },
  {
    id: 'RTC-INTENT-14',
    title: 'The track that an app sees is not one that any vendor has, and it lives until core ends it.',
    law: 'own-tracks',
    rules: [18],
    world: ['devices'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone'] });
      const { track } = ann.session.microphone.state;
      check(track?.readyState === 'live', 'There should be a live track.');
      await resolves(rig, ann.session.leave({ keepCapture: true }), 'Leaving', rig.timeouts.leave);
      checkEqual(track.readyState, 'live', 'The track after the call');
      await resolves(rig, ann.session.microphone.disable(), 'Disabling');
      checkEqual(track.readyState, 'ended', 'The track after disabling');
    },
  },
]);
