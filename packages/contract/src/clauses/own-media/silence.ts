import type { SourceKind } from '@jackfield/core';
import { check, checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import type { Rig } from '../../rig/rig.ts';
import {
  checkWire,
  eventually,
  joined,
  left,
  meetsSource,
  personOf,
  resolves,
  sentinel,
  wireBecomes,
  later,
} from '../../run/scene.ts';
import type { Side } from '../../rig/side.ts';

/** Adapters that put something of a muted microphone on the wire. */
const leaks = ['enables-my-track', 'copies-past-gate', 'mixes-by-web-audio'] as const;

async function silent(rig: Rig, side: Side, when: string, source: SourceKind = 'microphone'): Promise<void> {
  const { sending } = await rig.world.wire(side, source);
  check(!sending, `A muted ${source} sends ${when}.`);
}

async function muted(rig: Rig): Promise<{ readonly ann: Side; readonly ben: Side }> {
  const ben = await joined(rig);
  const ann = await joined(rig, { enable: ['microphone'] });
  await wireBecomes(rig, ann, 'microphone', { published: true, sending: true });
  await resolves(rig, ann.session.microphone.mute(), 'Muting');
  return { ann, ben };
}

/** What is muted is silent on the wire, whatever happens. */
export const silenceClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-SILENCE-01',
    title: 'Muting silences the wire at once, before its promise resolves, and it stays silent.',
    law: 'silence',
    rules: [15, 18],
    world: ['wire', 'far-join', 'far-receives'],
    saboteurs: leaks,
    async run(rig) {
      const ben = await rig.world.farJoin({ userId: 'ben' });
      const ann = await joined(rig, { enable: ['microphone'] });
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      const muting = later(ann.session.microphone.mute());
      await silent(rig, ann, 'right after mute()');
      await resolves(rig, muting, 'Muting');
      await sentinel(rig, ann);
      await silent(rig, ann, 'later');
      check(!(await ben.receives(ann, 'microphone')), 'Somebody else hears a muted microphone.');
    },
  },
  {
    id: 'RTC-SILENCE-02',
    title: 'A muted camera shows nothing at once.',
    law: 'silence',
    rules: [15],
    world: ['wire'],
    saboteurs: ['copies-past-gate'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['camera'] });
      await wireBecomes(rig, ann, 'camera', { sending: true });
      const muting = later(ann.session.camera.mute());
      await silent(rig, ann, 'right after mute()', 'camera');
      await resolves(rig, muting, 'Muting');
      await silent(rig, ann, 'later', 'camera');
    },
  },
  {
    id: 'RTC-SILENCE-03',
    title: 'A mute whose announcement the vendor never answers is silence all the same.',
    law: 'silence',
    world: ['wire', 'hold-mute', 'clock'],
    saboteurs: ['copies-past-gate', 'mixes-by-web-audio'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone'] });
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      const release = await rig.world.hold('mute');
      void later(ann.session.microphone.mute());
      await silent(rig, ann, 'while the vendor does not answer');
      await rig.world.pass(rig.timeouts.publish);
      checkEqual(ann.session.microphone.state.muted, true, 'Whether it is muted');
      await silent(rig, ann, 'after the bound');
      await release();
    },
  },
  {
    id: 'RTC-SILENCE-04',
    title: 'Publishing something else keeps a muted microphone silent.',
    law: 'silence',
    world: ['wire'],
    saboteurs: leaks,
    async run(rig) {
      const { ann, ben } = await muted(rig);
      await resolves(rig, ann.session.camera.enable(), 'Enabling the camera');
      await sentinel(rig, ben);
      await silent(rig, ann, 'after another source was published');
      await checkWire(rig, ann, 'microphone', { published: true, muted: true });
    },
  },
  {
    id: 'RTC-SILENCE-05',
    title: 'Changing the microphone while it is muted opens nothing that is heard, and keeps mute.',
    law: 'silence',
    rules: [20],
    world: ['wire', 'devices'],
    saboteurs: leaks,
    async run(rig) {
      const { ann, ben } = await muted(rig);
      const { other } = await rig.world.devices(ann);
      await resolves(rig, ann.session.microphone.setDevice(other.microphone), 'Changing the microphone');
      await sentinel(rig, ben);
      await silent(rig, ann, 'after the device was changed');
      checkEqual(ann.session.microphone.state.muted, true, 'Whether it is muted');
    },
  },
  {
    id: 'RTC-SILENCE-06',
    title: 'Pulling the device out and putting it back unmutes nothing.',
    law: 'silence',
    rules: [19],
    world: ['wire', 'unplug'],
    async run(rig) {
      const { ann, ben } = await muted(rig);
      await rig.world.setPlugged(ann, 'microphone', false);
      await rig.settle();
      await rig.world.setPlugged(ann, 'microphone', true);
      await sentinel(rig, ben);
      await silent(rig, ann, 'after its device came back');
      checkEqual(ann.session.microphone.state.muted, true, 'Whether it is muted');
    },
  },
  {
    id: 'RTC-SILENCE-07',
    title: 'Sharing a screen with its sound keeps a muted microphone silent.',
    law: 'silence',
    rules: [23],
    when: [needs.publishes('screen'), needs.claims('screenAudio', 'separate', 'none')],
    world: ['wire', 'picker'],
    async run(rig) {
      const { ann, ben } = await muted(rig);
      await resolves(rig, ann.session.screen.enable({ audio: true }), 'Sharing the screen');
      await sentinel(rig, ben);
      await silent(rig, ann, 'while a screen is shared');
      await resolves(rig, ann.session.screen.disable(), 'Ending the share');
      await silent(rig, ann, 'after the share');
    },
  },
  {
    id: 'RTC-SILENCE-08',
    title: 'A second call with what was muted in the first is silent from its beginning.',
    law: 'silence',
    world: ['wire'],
    saboteurs: ['enables-my-track', 'copies-past-gate'],
    async run(rig) {
      const { ann, ben } = await muted(rig);
      await resolves(rig, ann.session.leave({ keepCapture: true }), 'Leaving', rig.timeouts.leave);
      await resolves(rig, ann.session.join({ room: rig.room, userId: ann.userId }), 'Joining again');
      await wireBecomes(rig, ann, 'microphone', { published: true, muted: true });
      await resolves(rig, ann.session.camera.enable(), 'Enabling the camera');
      await sentinel(rig, ben);
      await silent(rig, ann, 'in the second call');
    },
  },
  {
    id: 'RTC-SILENCE-09',
    title: 'Unmuting is heard again, and is told only when it can be.',
    law: 'intent',
    world: ['wire'],
    async run(rig) {
      const { ann, ben } = await muted(rig);
      await meetsSource(rig, ben, ann.userId, 'microphone');
      await resolves(rig, ann.session.microphone.unmute(), 'Unmuting');
      await checkWire(rig, ann, 'microphone', { published: true, muted: false, sending: true });
      await eventually(
        rig,
        'others see it unmuted',
        () => personOf(ben, ann.userId).sources.microphone?.muted === false,
      );
    },
  },
  {
    id: 'RTC-SILENCE-13',
    title: 'Unmuting sends nothing before the vendor was told, and a mute meanwhile wins.',
    law: 'silence',
    rules: [13, 15],
    when: [needs.announcesMute('microphone')],
    world: ['wire', 'hold-mute'],
    async run(rig) {
      const { ann } = await muted(rig);
      const release = await rig.world.hold('mute');
      const commands = [later(ann.session.microphone.unmute())];
      await rig.settle();
      await silent(rig, ann, 'before the vendor was told that it is not');
      commands.push(later(ann.session.microphone.mute()));
      await release();
      await resolves(rig, Promise.allSettled(commands), 'Unmuting and muting');
      checkEqual(ann.session.microphone.state.muted, true, 'Whether it is muted');
      await wireBecomes(rig, ann, 'microphone', { published: true, muted: true, sending: false });
    },
  },
  {
    id: 'RTC-SILENCE-10',
    title:
      "A mute by the server becomes the person's own: it holds over republishing, and only the app undoes it.",
    law: 'server-mute',
    world: ['server-mute', 'wire'],
    saboteurs: ['server-mute-lost'],
    async run(rig) {
      const ben = await joined(rig);
      const ann = await joined(rig, { enable: ['microphone'] });
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      await rig.world.serverMute(ann, 'microphone');
      await eventually(rig, 'the app sees it', () => ann.session.microphone.state.muted);
      checkEqual(ann.session.microphone.state.mutedBy, 'server', 'Who muted it');
      await silent(rig, ann, 'after the server muted it');
      await resolves(rig, ann.session.camera.enable(), 'Enabling the camera');
      await resolves(rig, ann.session.microphone.enable(), 'Enabling the microphone again');
      await sentinel(rig, ben);
      await silent(rig, ann, 'after other changes');
      await resolves(rig, ann.session.microphone.unmute(), 'Unmuting');
      await wireBecomes(rig, ann, 'microphone', { muted: false, sending: true });
    },
  },
  {
    id: 'RTC-SILENCE-11',
    title: 'A mute by the server holds over an interruption.',
    law: 'server-mute',
    when: [needs.reconnects],
    world: ['server-mute', 'wire', 'cut-network', 'restore-restarted'],
    saboteurs: ['server-mute-lost'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone'] });
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      await rig.world.serverMute(ann, 'microphone');
      await eventually(rig, 'the app sees it', () => ann.session.microphone.state.muted);
      await rig.world.cut(ann);
      await rig.settle();
      await rig.world.restore(ann, 'restarted');
      await wireBecomes(rig, ann, 'microphone', { published: true, muted: true, sending: false });
    },
  },
  {
    id: 'RTC-SILENCE-12',
    title: "A publication that the server ends stays ended, and is the app's to begin again.",
    law: 'server-mute',
    rules: [17],
    world: ['server-unpublish', 'wire', 'devices'],
    saboteurs: ['server-unpublish-lost'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone', 'camera'] });
      await wireBecomes(rig, ann, 'camera', { sending: true });
      await rig.world.serverUnpublish(ann, 'camera');
      await eventually(rig, 'the app sees it', () => !ann.session.camera.state.enabled);
      await resolves(rig, ann.session.microphone.mute(), 'Muting the microphone');
      await resolves(rig, ann.session.microphone.unmute(), 'Unmuting the microphone');
      await checkWire(rig, ann, 'camera', { published: false });
      await resolves(rig, ann.session.camera.enable(), 'Enabling the camera');
      await wireBecomes(rig, ann, 'camera', { published: true, sending: true });
      await left(rig, ann);
    },
  },
]);
