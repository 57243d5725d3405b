import { check, checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import {
  checkWire,
  eventually,
  joined,
  left,
  meets,
  meetsSource,
  rejects,
  resolves,
  sentinel,
  wireBecomes,
} from '../../run/scene.ts';

const shares = [needs.publishes('screen')];

/** Sharing a screen. */
export const screenClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-SCREEN-01',
    title: 'A screen is shared as a source of its own, and ending it is told once as ended by the app.',
    law: 'screen-share',
    rules: [7],
    when: shares,
    world: ['picker', 'wire', 'far-join'],
    async run(rig) {
      const ann = await joined(rig);
      const ben = await joined(rig);
      // Also lets those come by whom a rig looks at the wire.
      await checkWire(rig, ann, 'screen', { published: false });
      await meets(rig, ben, ann.userId);
      await sentinel(rig, ben);
      const before = [...ben.session.participants.keys()];
      await resolves(rig, ann.session.screen.enable(), 'Sharing the screen');
      await wireBecomes(rig, ann, 'screen', { published: true, sending: true });
      await meetsSource(rig, ben, ann.userId, 'screen');
      checkEqual([...ben.session.participants.keys()], before, 'Who else is seen');
      await resolves(rig, ann.session.screen.disable(), 'Ending the share');
      await wireBecomes(rig, ann, 'screen', { published: false });
      checkEqual(ann.log.of('screen-share-ended'), [{ reason: 'app' }], 'What is told');
    },
  },
  {
    id: 'RTC-SCREEN-02',
    title:
      "A share that the person ends by the browser's own bar is unpublished and told once as ended by the browser.",
    law: 'screen-share',
    rules: [22],
    when: shares,
    world: ['picker', 'browser-stop', 'wire'],
    async run(rig) {
      const ann = await joined(rig);
      await resolves(rig, ann.session.screen.enable({ audio: true }), 'Sharing the screen');
      await wireBecomes(rig, ann, 'screen', { published: true });
      await rig.world.stopSharingFromBrowser(ann);
      await wireBecomes(rig, ann, 'screen', { published: false });
      await wireBecomes(rig, ann, 'screen-audio', { published: false });
      checkEqual(ann.log.of('screen-share-ended'), [{ reason: 'browser' }], 'What is told');
      checkEqual(ann.session.screen.state.enabled, false, 'Whether it is enabled');
    },
  },
  {
    id: 'RTC-SCREEN-03',
    title: 'A cancelled picker rejects as cancelled, and nothing else changes.',
    law: 'screen-share',
    rules: [22],
    when: shares,
    world: ['picker', 'wire'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone', 'camera'] });
      await wireBecomes(rig, ann, 'camera', { sending: true });
      await rig.world.answerPicker(ann, 'cancel');
      const error = await rejects(rig, ann.session.screen.enable(), {
        what: 'A cancelled share',
        codes: ['screen-share-cancelled'],
      });
      checkEqual(error.name, 'NotAllowedError', 'The name of the error');
      checkEqual(ann.session.screen.state.enabled, false, 'Whether it is enabled');
      checkEqual(ann.log.of('screen-share-ended').length, 0, 'How many ends are told');
      await checkWire(rig, ann, 'camera', { published: true, sending: true });
      await rig.world.answerPicker(ann, 'choose');
      await resolves(rig, ann.session.screen.enable(), 'Sharing the screen');
      await wireBecomes(rig, ann, 'screen', { published: true });
    },
  },
  {
    id: 'RTC-SCREEN-04',
    title: 'Where camera and screen go together, both are sent.',
    law: 'claims',
    rules: [24],
    when: [...shares, needs.claims('cameraWithScreen', true)],
    world: ['picker', 'wire'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['camera'] });
      await resolves(rig, ann.session.screen.enable({ camera: 'keep' }), 'Sharing the screen');
      await wireBecomes(rig, ann, 'screen', { published: true, sending: true });
      await wireBecomes(rig, ann, 'camera', { published: true, sending: true });
      check(ann.session.can('publish-camera-with-screen'), 'can() should say so.');
    },
  },
  {
    id: 'RTC-SCREEN-05',
    title:
      'Where camera and screen do not go together, the camera is suspended for the share and comes back after it.',
    law: 'claims',
    rules: [24],
    when: [...shares, needs.claims('cameraWithScreen', false)],
    world: ['picker', 'wire'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['camera'] });
      await wireBecomes(rig, ann, 'camera', { sending: true });
      await resolves(rig, ann.session.screen.enable(), 'Sharing the screen');
      await wireBecomes(rig, ann, 'screen', { published: true, sending: true });
      await wireBecomes(rig, ann, 'camera', { sending: false });
      check(!ann.session.can('publish-camera-with-screen'), 'can() should deny it.');
      await resolves(rig, ann.session.screen.disable(), 'Ending the share');
      await wireBecomes(rig, ann, 'camera', { muted: false, sending: true });
    },
  },
  {
    id: 'RTC-SCREEN-06',
    title:
      'A camera that is suspended for a share comes back as it was, also when the browser ends the share.',
    law: 'screen-share',
    when: shares,
    world: ['picker', 'browser-stop', 'wire', 'devices'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['camera'] });
      await wireBecomes(rig, ann, 'camera', { sending: true });
      await resolves(rig, ann.session.screen.enable({ camera: 'suspend' }), 'Sharing the screen');
      await wireBecomes(rig, ann, 'camera', { sending: false });
      checkEqual((await rig.world.devices(ann)).open, [], 'Open devices during the share');
      await rig.world.stopSharingFromBrowser(ann);
      await wireBecomes(rig, ann, 'camera', { published: true, muted: false, sending: true });
    },
  },
  {
    id: 'RTC-SCREEN-07',
    title: 'A camera that was muted before a share is muted after it.',
    law: 'screen-share',
    when: shares,
    world: ['picker', 'wire', 'devices'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['camera'] });
      await resolves(rig, ann.session.camera.mute(), 'Muting the camera');
      await resolves(rig, ann.session.screen.enable({ camera: 'suspend' }), 'Sharing the screen');
      await resolves(rig, ann.session.screen.disable(), 'Ending the share');
      await rig.settle();
      checkEqual(ann.session.camera.state.muted, true, 'Whether the camera is muted');
      checkEqual((await rig.world.devices(ann)).open, [], 'Open devices');
    },
  },
  {
    id: 'RTC-SCREEN-08',
    title: 'Where the sound of a screen is a source of its own, it is published beside it.',
    law: 'screen-audio',
    rules: [23],
    when: [...shares, needs.claims('screenAudio', 'separate')],
    world: ['picker', 'wire'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone'] });
      await resolves(rig, ann.session.screen.enable({ audio: true }), 'Sharing with sound');
      await wireBecomes(rig, ann, 'screen-audio', { published: true, sending: true });
      await resolves(rig, ann.session.microphone.mute(), 'Muting the microphone');
      await checkWire(rig, ann, 'screen-audio', { published: true, sending: true });
      await checkWire(rig, ann, 'microphone', { sending: false });
    },
  },
  {
    id: 'RTC-SCREEN-09',
    title: 'Sound that the person did not share is no failure: the result says that there is none.',
    law: 'screen-audio',
    rules: [23],
    when: shares,
    world: ['picker', 'wire'],
    async run(rig) {
      const ann = await joined(rig);
      await rig.world.answerPicker(ann, 'choose-without-audio');
      await resolves(rig, ann.session.screen.enable({ audio: true }), 'Sharing without sound');
      await wireBecomes(rig, ann, 'screen', { published: true });
      checkEqual(ann.session.screenAudio.state.enabled, false, 'Whether there is sound');
      await checkWire(rig, ann, 'screen-audio', { published: false });
    },
  },
  {
    id: 'RTC-SCREEN-10',
    title: 'Where the sound of a screen goes into the microphone, muting the microphone does not cut it.',
    law: 'screen-audio',
    rules: [23],
    when: [...shares, needs.claims('screenAudio', 'mixed')],
    world: ['picker', 'wire'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone'] });
      await resolves(rig, ann.session.screen.enable({ audio: true }), 'Sharing with sound');
      await wireBecomes(rig, ann, 'microphone', { published: true, sending: true });
      await resolves(rig, ann.session.microphone.mute(), 'Muting the microphone');
      await wireBecomes(rig, ann, 'microphone', { published: true, muted: false, sending: true });
      await resolves(rig, ann.session.screenAudio.mute(), 'Muting the sound of the screen');
      await wireBecomes(rig, ann, 'microphone', { published: true, muted: true, sending: false });
    },
  },
  {
    id: 'RTC-SCREEN-11',
    title: 'Where there is no way for the sound of a screen, the share goes without it.',
    law: 'screen-audio',
    rules: [23],
    when: [...shares, needs.claims('screenAudio', 'none')],
    world: ['picker', 'wire'],
    async run(rig) {
      const ann = await joined(rig);
      check(!ann.session.can('publish-screen-audio'), 'can() should deny it.');
      await resolves(rig, ann.session.screen.enable({ audio: true }), 'Sharing the screen');
      await wireBecomes(rig, ann, 'screen', { published: true });
      await checkWire(rig, ann, 'screen-audio', { published: false });
    },
  },
  {
    id: 'RTC-SCREEN-12',
    title: 'A share ends with its call, and nothing of it is left.',
    law: 'nothing-left',
    when: shares,
    world: ['picker', 'leftovers'],
    async run(rig) {
      const ann = await joined(rig);
      await resolves(rig, ann.session.screen.enable({ audio: true }), 'Sharing the screen');
      await left(rig, ann);
      await eventually(rig, 'the share is over', () => ann.session.screen.state.capture.status === 'off');
      checkEqual(ann.session.screen.state.publication.status, 'unpublished', 'The publication');
    },
  },
  {
    id: 'RTC-SCREEN-13',
    title: 'A share that the server ends is told as ended by the server.',
    law: 'screen-share',
    when: shares,
    world: ['picker', 'server-unpublish', 'wire'],
    saboteurs: ['server-unpublish-lost'],
    async run(rig) {
      const ann = await joined(rig);
      await resolves(rig, ann.session.screen.enable(), 'Sharing the screen');
      await wireBecomes(rig, ann, 'screen', { published: true });
      await rig.world.serverUnpublish(ann, 'screen');
      await eventually(rig, 'the app sees it', () => ann.log.of('screen-share-ended').length > 0);
      checkEqual(ann.log.of('screen-share-ended'), [{ reason: 'server' }], 'What is told');
    },
  },
  {
    id: 'RTC-SCREEN-14',
    title: 'What cannot be published is refused as unsupported, before anybody is asked for anything.',
    law: 'claims',
    when: [needs.lacks(needs.publishes('screen'))],
    world: ['devices'],
    async run(rig) {
      const ann = await joined(rig);
      check(!ann.session.can('publish-screen'), 'can() should deny it.');
      await rejects(rig, ann.session.screen.enable(), { what: 'Sharing the screen', codes: ['unsupported'] });
      checkEqual((await rig.world.devices(ann)).pickers, 0, 'Pickers');
    },
  },
]);
