import { checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import { beginJoin, eventually, gone, joined, later, left, rejects, resolves } from '../../run/scene.ts';

/** Leaving, in every state. */
export const leaveClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-LEAVE-01',
    title: 'Leaving ends the call as left, once, and nobody is left at the vendor.',
    law: 'ends-once',
    saboteurs: ['leave-stays'],
    async run(rig) {
      const ann = await joined(rig);
      ann.log.clear();
      await left(rig, ann);
      checkEqual(ann.session.state, { status: 'ended', reason: 'left', error: undefined }, 'The state');
      checkEqual(ann.log.lines(), ['state-changed leaving', 'state-changed ended'], 'The events');
      await gone(rig, ann.userId);
    },
  },
  {
    id: 'RTC-LEAVE-02',
    title: 'Leaving twice, at once or later, is leaving once.',
    law: 'leave-always',
    rules: [10],
    async run(rig) {
      const ann = await joined(rig);
      await resolves(
        rig,
        Promise.all([ann.session.leave(), ann.session.leave()]),
        'Leaving twice',
        rig.timeouts.leave,
      );
      await left(rig, ann);
      checkEqual(
        ann.log.lines('state-changed').slice(2),
        ['state-changed leaving', 'state-changed ended'],
        'The events',
      );
    },
  },
  {
    id: 'RTC-LEAVE-03',
    title: 'Leaving without a call resolves and tells nothing.',
    law: 'leave-always',
    rules: [10],
    async run(rig) {
      const ann = await rig.side();
      await left(rig, ann);
      checkEqual(ann.log.lines(), [], 'The events');
      checkEqual(ann.session.state, { status: 'idle' }, 'The state');
    },
  },
  {
    id: 'RTC-LEAVE-04',
    title: 'Leaving that the vendor never answers resolves within its bound; the state says leaving at once.',
    law: 'leave-bounded',
    rules: [10],
    world: ['hold-leave', 'clock'],
    async run(rig) {
      const ann = await joined(rig);
      const release = await rig.world.hold('leave');
      const leaving = later(ann.session.leave());
      checkEqual(ann.session.state.status, 'leaving', 'The status at once');
      await resolves(rig, leaving, 'Leaving without an answer', rig.timeouts.leave);
      checkEqual(ann.session.state, { status: 'ended', reason: 'left', error: undefined }, 'The state');
      await release();
      await gone(rig, ann.userId);
    },
  },
  {
    id: 'RTC-LEAVE-05',
    title: 'Leaving during a join ends the call as left at once, and the join rejects aborted.',
    law: 'leave-during-join',
    rules: [9],
    world: ['hold-join'],
    async run(rig) {
      const ann = await rig.side();
      const release = await rig.world.hold('join');
      const joining = beginJoin(rig, ann);
      await rig.settle();
      const leaving = later(ann.session.leave());
      checkEqual(
        ann.session.state,
        { status: 'ended', reason: 'left', error: undefined },
        'The state at once',
      );
      await rejects(rig, joining, { what: 'The join that was left', codes: ['aborted'] });
      await release();
      await resolves(rig, leaving, 'Leaving', rig.timeouts.leave);
      checkEqual(
        ann.log.lines('state-changed'),
        ['state-changed joining', 'state-changed leaving', 'state-changed ended'],
        'The events',
      );
    },
  },
  {
    id: 'RTC-LEAVE-06',
    title: 'A join that was left and succeeds late is torn down; the next join is not thrown out by it.',
    law: 'late-join',
    rules: [3, 9],
    world: ['hold-join', 'clock'],
    saboteurs: ['late-join-stays'],
    async run(rig) {
      const ann = await rig.side();
      const release = await rig.world.hold('join');
      const joining = beginJoin(rig, ann);
      await rig.settle();
      void ann.session.leave();
      await rejects(rig, joining, { what: 'The join that was left', codes: ['aborted'] });
      const again = beginJoin(rig, ann);
      await release();
      await resolves(rig, again, 'The next join', 2 * rig.timeouts.leave);
      await rig.settle();
      checkEqual(ann.session.state.status, 'joined', 'The status');
      checkEqual(await rig.world.presences(ann.userId), 1, 'Presences in the room');
      await left(rig, ann);
      checkEqual(
        ann.session.state,
        { status: 'ended', reason: 'left', error: undefined },
        'The state after leaving',
      );
      // A server may still be at work on a leave that it has confirmed.
      await gone(rig, ann.userId);
    },
  },
  {
    id: 'RTC-LEAVE-07',
    title: 'Leaving right after a join has begun, before the vendor was asked, works as well.',
    law: 'leave-during-join',
    rules: [9],
    async run(rig) {
      const ann = await rig.side();
      const joining = beginJoin(rig, ann);
      const leaving = later(ann.session.leave());
      await rejects(rig, joining, { what: 'The join that was left', codes: ['aborted'] });
      await resolves(rig, leaving, 'Leaving', rig.timeouts.leave);
      await gone(rig, ann.userId);
      checkEqual(ann.session.state, { status: 'ended', reason: 'left', error: undefined }, 'The state');
    },
  },
  {
    id: 'RTC-LEAVE-08',
    title: 'Leaving while reconnecting ends the call as left.',
    law: 'leave-always',
    rules: [10],
    when: [needs.reconnects],
    world: ['cut-network'],
    async run(rig) {
      const ann = await joined(rig);
      await rig.world.cut(ann);
      await eventually(rig, 'reconnecting', () => ann.session.state.status === 'reconnecting');
      await left(rig, ann);
      checkEqual(ann.session.state, { status: 'ended', reason: 'left', error: undefined }, 'The state');
    },
  },
  {
    id: 'RTC-LEAVE-09',
    title: 'Leaving after a kick and after a lost connection resolves and tells nothing more.',
    law: 'leave-always',
    rules: [10],
    world: ['kick', 'lose-network'],
    async run(rig) {
      for (const end of ['kick', 'lose'] as const) {
        const ann = await joined(rig);
        await rig.world[end](ann);
        await eventually(rig, 'the call is over', () => ann.session.state.status === 'ended');
        ann.log.clear();
        await left(rig, ann);
        checkEqual(ann.log.lines(), [], 'Events after the end');
      }
    },
  },
]);
