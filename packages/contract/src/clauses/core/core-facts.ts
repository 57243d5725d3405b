import { check, checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { coreClauses } from '../define.ts';
import { eventually, joined, later, beginJoin, rejects, resolves } from '../../run/scene.ts';
import { createTap } from '../../run/tap.ts';

/** What core makes of facts about the call that come twice, late or never. */
export const coreFactClauses: readonly Clause[] = coreClauses([
  {
    id: 'RTC-CORE-08',
    title:
      'An end that is reported twice is one end, and the leave of the driver runs once, before it is told.',
    law: 'terminal-leaves',
    rules: [12],
    async run(rig) {
      for (const vendorHasLeft of [true, false]) {
        const tap = createTap();
        const ann = await joined(rig, { middleware: tap.middleware });
        const leaves: (number | undefined)[] = [];
        ann.session.on('state-changed', ({ state }) => {
          if (state.status === 'ended') leaves.push(tap.calls.doLeave);
        });
        tap.sink.ended({ reason: 'kicked', vendorHasLeft });
        tap.sink.ended({ reason: 'room-closed', vendorHasLeft });
        await eventually(rig, 'the call is over', () => ann.session.state.status === 'ended');
        checkEqual(leaves, [1], 'How often the driver had left when the end was told');
        const { state } = ann.session;
        checkEqual(state.status === 'ended' && state.reason, 'kicked', 'The reason');
        checkEqual(tap.calls.dispose, 1, 'How often the driver was disposed');
      }
    },
  },
  {
    id: 'RTC-CORE-09',
    title: 'An end during a join rejects it with the code of that end, and the session is idle.',
    law: 'join-fails-clean',
    rules: [12],
    world: ['hold-join'],
    async run(rig) {
      const tap = createTap();
      const ann = await rig.side({ middleware: tap.middleware });
      const release = await rig.world.hold('join');
      const joining = beginJoin(rig, ann);
      await rig.settle();
      tap.sink.ended({ reason: 'kicked', vendorHasLeft: true });
      await rejects(rig, joining, { what: 'The join', codes: ['kicked'] });
      checkEqual(ann.session.state.status, 'idle', 'The status');
      await release();
      await resolves(rig, beginJoin(rig, ann), 'Joining again', 2 * rig.timeouts.leave);
    },
  },
  {
    id: 'RTC-CORE-10',
    title: 'Facts of a leg that is being left change nothing; those after its end are counted.',
    law: 'nothing-after-end',
    world: ['hold-leave'],
    contains: ['fact-after-end'],
    async run(rig) {
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware });
      const { sink } = tap;
      const release = await rig.world.hold('leave');
      const leaving = later(ann.session.leave());
      ann.log.clear();
      sink.participantJoined({ remoteId: 'zoe#1', userId: 'zoe', sources: [] });
      await rig.settle();
      checkEqual(ann.log.lines(), [], 'Events while leaving');
      await release();
      await resolves(rig, leaving, 'Leaving', rig.timeouts.leave);
      ann.log.clear();
      sink.participantJoined({ remoteId: 'yan#1', userId: 'yan', sources: [] });
      sink.ended({ reason: 'kicked', vendorHasLeft: true });
      await rig.settle();
      checkEqual(ann.log.lines(), [], 'Events after the end');
      const again = await resolves(rig, beginJoin(rig, ann), 'Joining again', rig.timeouts.leave).then(
        () => ann.session.state,
      );
      sink.ended({ reason: 'kicked', vendorHasLeft: true });
      await rig.settle();
      checkEqual(again.status, ann.session.state.status, 'The status after an old leg spoke');
    },
  },
  {
    id: 'RTC-CORE-11',
    title: 'An interruption told twice is one; a return without one is counted and changes nothing.',
    law: 'state-then-events',
    rules: [32],
    contains: ['restored-without-interruption'],
    async run(rig) {
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware });
      tap.sink.connectionRestored({ mode: 'resumed', roster: [] });
      tap.sink.connectionInterrupted({});
      tap.sink.connectionInterrupted({});
      tap.sink.connectionRestored({ mode: 'resumed', roster: [] });
      await rig.settle();
      checkEqual(
        ann.log.lines('state-changed').slice(2),
        ['state-changed reconnecting', 'state-changed joined'],
        'The events',
      );
    },
  },
  {
    id: 'RTC-CORE-13',
    title: 'Vendor events that core has no word for reach the app raw.',
    law: 'unknown-events',
    async run(rig) {
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware });
      const payload = { odd: [1] };
      tap.sink.vendorEvent({ name: 'something-else', payload });
      await eventually(rig, 'it is told', () => ann.log.of('vendor-event').length === 1);
      const [event] = ann.log.of('vendor-event');
      check(event?.name === 'something-else' && event.payload === payload, 'It should be untouched.', event);
    },
  },
  {
    id: 'RTC-CORE-14',
    title:
      'A track that the vendor loses is asked for again where core repairs, and the subscription says so meanwhile.',
    law: 'repair',
    world: ['far-join'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware });
      await eventually(rig, 'received', () => ann.log.of('source-subscribed').length === 1);
      const before = tap.calls.doSyncRemote ?? 0;
      const remoteId = tap.given.find(({ name }) => name === 'doSyncRemote')?.values[0];
      tap.sink.remoteTrackLost({ remoteId: String(remoteId), source: 'microphone', repair: 'core' });
      await eventually(rig, 'asked for again', () => (tap.calls.doSyncRemote ?? 0) > before);
      checkEqual(ann.log.of('source-unsubscribed').length, 1, 'How often it is told that it is gone');
    },
  },
]);
