import { checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { coreOf } from '../../rig/core-copy.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import {
  beginJoin,
  eventually,
  gone,
  joined,
  later,
  left,
  linesOf,
  meets,
  presencesOf,
  rejects,
  resolves,
  sentinel,
} from '../../run/scene.ts';
import type { Side } from '../../rig/side.ts';

/** What is left after leaving, and disposal. */
export const afterLeaveClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-LEAVE-10',
    title: 'Leaving releases own devices and forgets intent; with keepCapture both stay for the next call.',
    law: 'nothing-left',
    world: ['devices', 'wire'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone', 'camera'] });
      await resolves(
        rig,
        ann.session.leave({ keepCapture: true }),
        'Leaving with keepCapture',
        rig.timeouts.leave,
      );
      checkEqual(
        (await rig.world.devices(ann)).open,
        ['microphone', 'camera'],
        'Open devices after keepCapture',
      );
      checkEqual(ann.session.microphone.state.capture.status, 'live', 'The microphone');
      await resolves(rig, beginJoin(rig, ann), 'Joining again');
      await eventually(
        rig,
        'the microphone is heard again',
        async () => (await rig.world.wire(ann, 'microphone')).sending,
      );
      await left(rig, ann);
      checkEqual((await rig.world.devices(ann)).open, [], 'Open devices after leaving');
      checkEqual(ann.session.microphone.state.enabled, false, 'Whether the microphone is enabled');
    },
  },
  {
    id: 'RTC-LEAVE-11',
    title: 'No event comes after the end of a call, whatever happens in the room.',
    law: 'nothing-after-end',
    world: ['far-join', 'far-publish'],
    saboteurs: ['events-after-end'],
    async run(rig) {
      const far = await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      const ann = await joined(rig);
      const ben = await joined(rig);
      await meets(rig, ann, 'zoe');
      await left(rig, ann);
      ann.log.clear();
      await far.publish('camera');
      await sentinel(rig, ben);
      checkEqual(ann.log.lines(), [], 'Events after the end');
      checkEqual(ann.session.participants.size, 0, 'How many are there');
    },
  },
  {
    id: 'RTC-LEAVE-16',
    title: 'No message comes after the end of a call.',
    law: 'nothing-after-end',
    when: [needs.messages],
    world: ['far-join', 'far-message'],
    saboteurs: ['events-after-end'],
    async run(rig) {
      const far = await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      const ann = await joined(rig);
      const ben = await joined(rig);
      await meets(rig, ann, 'zoe');
      await left(rig, ann);
      ann.log.clear();
      await far.sendMessage({ topic: 'chat', text: 'anybody?' });
      await sentinel(rig, ben);
      checkEqual(ann.log.lines(), [], 'Events after the end');
    },
  },
  {
    id: 'RTC-LEAVE-12',
    title: 'Others see somebody who leaves go, with what they published before them.',
    law: 'departure-order',
    rules: [11],
    saboteurs: ['leave-without-unpublish'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone', 'camera'] });
      const ben = await joined(rig);
      await eventually(rig, 'both sources are there', () =>
        presencesOf(ben, ann.userId).some(({ sources }) => sources.microphone && sources.camera),
      );
      ben.log.clear();
      await left(rig, ann);
      await eventually(rig, 'ann is gone', () => presencesOf(ben, ann.userId).length === 0);
      const lines = linesOf(ben, ann.userId, 'source-unpublished', 'participant-left');
      checkEqual(lines.length, 3, 'How many events tell of it');
      checkEqual(lines.at(-1), `participant-left ${ann.userId}`, 'The last event');
    },
  },
  {
    id: 'RTC-LEAVE-13',
    title: 'A disposed session refuses every command with invalid-state and hangs on none.',
    law: 'disposed',
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone'] });
      const { session } = ann;
      await resolves(rig, session.dispose(), 'Disposing', rig.timeouts.leave);
      checkEqual(session.state, { status: 'ended', reason: 'disposed', error: undefined }, 'The state');
      await gone(rig, ann.userId);
      const calls: Readonly<Record<string, () => Promise<unknown>>> = {
        join: () => beginJoin(rig, ann),
        'microphone.enable': () => session.microphone.enable(),
        'microphone.mute': () => session.microphone.mute(),
        'microphone.unmute': () => session.microphone.unmute(),
        'microphone.disable': () => session.microphone.disable(),
        'microphone.setDevice': () => session.microphone.setDevice('any'),
        'camera.enable': () => session.camera.enable(),
        'screen.enable': () => session.screen.enable(),
        'screenAudio.mute': () => session.screenAudio.mute(),
      };
      for (const [what, call] of Object.entries(calls)) {
        await rejects(rig, call(), { what: `${what} after disposal`, codes: ['invalid-state'] });
      }
      await resolves(rig, session.dispose(), 'Disposing twice');
      await left(rig, ann);
    },
  },
  {
    id: 'RTC-LEAVE-14',
    title: 'Disposal in every state of a call is final and tells its reason once.',
    law: 'disposed',
    world: ['hold-join'],
    async run(rig) {
      const idle = await rig.side();
      const joining = await rig.side();
      const inCall = await joined(rig);
      const release = await rig.world.hold('join');
      const attempt = beginJoin(rig, joining);
      await rig.settle();
      for (const side of [idle, joining, inCall]) {
        const disposing = later(side.session.dispose());
        if (side === joining) await release();
        await resolves(rig, disposing, 'Disposing', rig.timeouts.leave);
        checkDisposed(side);
      }
      await rejects(rig, attempt, { what: 'The join', codes: ['aborted'] });
    },
  },
  {
    id: 'RTC-LEAVE-17',
    title: 'Disposal while reconnecting is final and tells its reason once.',
    law: 'disposed',
    when: [needs.reconnects],
    world: ['cut-network'],
    async run(rig) {
      const ann = await joined(rig);
      await rig.world.cut(ann);
      await resolves(rig, ann.session.dispose(), 'Disposing', rig.timeouts.leave);
      checkDisposed(ann);
    },
  },
  {
    id: 'RTC-LEAVE-15',
    title: 'Commands of a call are refused with invalid-state while there is none.',
    law: 'disposed',
    async run(rig) {
      const side = await rig.side();
      const { session } = side;
      const core = coreOf(side);
      const { capabilities } = rig.adapter;
      const [role] = capabilities.roles;
      if (role !== undefined)
        await rejects(rig, core.setRole(session, role), {
          what: 'setRole without a call',
          codes: ['invalid-state'],
        });
      if (capabilities.messages)
        await rejects(rig, session.sendMessage({ topic: 'chat', text: 'hi' }), {
          what: 'sendMessage without a call',
          codes: ['invalid-state'],
        });
      if (capabilities.displayNames === true)
        await rejects(rig, core.setDisplayName(session, 'Ann'), {
          what: 'setDisplayName without a call',
          codes: ['invalid-state'],
        });
    },
  },
]);

/** Checks that a side was disposed, and that this was told once. */
function checkDisposed({ session, log }: Side): void {
  checkEqual(session.state, { status: 'ended', reason: 'disposed', error: undefined }, 'The state');
  const ends = log.lines('state-changed').filter((line) => line.endsWith('ended'));
  checkEqual(ends.length, 1, 'How many ends');
}
