import { check, checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import {
  beginJoin,
  checkWire,
  gone,
  joined,
  later,
  left,
  meets,
  personOf,
  rejects,
  resolves,
} from '../../run/scene.ts';

/** Entering a room. */
export const joinClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-JOIN-01',
    title: 'A join goes from idle through joining to joined, and one presence is in the room.',
    law: 'join-once',
    rules: [32],
    async run(rig) {
      const ann = await rig.side();
      checkEqual(ann.session.state.status, 'idle', 'The status before');
      const joining = beginJoin(rig, ann);
      checkEqual(ann.session.state.status, 'joining', 'The status during');
      await resolves(rig, joining, 'Joining');
      checkEqual(ann.session.state.status, 'joined', 'The status after');
      checkEqual(
        ann.log.lines('state-changed'),
        ['state-changed joining', 'state-changed joined'],
        'The events',
      );
      checkEqual(await rig.world.presences(ann.userId), 1, 'Presences in the room');
    },
  },
  {
    id: 'RTC-JOIN-02',
    title: 'A second join while the first is going on is refused, and one presence comes of it.',
    law: 'join-once',
    rules: [13],
    async run(rig) {
      const ann = await rig.side();
      const first = beginJoin(rig, ann);
      await rejects(rig, beginJoin(rig, ann), { what: 'The second join', codes: ['invalid-state'] });
      await resolves(rig, first, 'The first join');
      checkEqual(await rig.world.presences(ann.userId), 1, 'Presences in the room');
    },
  },
  {
    id: 'RTC-JOIN-03',
    title: 'A join in a call is refused and the call goes on.',
    law: 'join-once',
    rules: [13],
    async run(rig) {
      const ann = await joined(rig);
      await rejects(rig, beginJoin(rig, ann), { what: 'A join in a call', codes: ['invalid-state'] });
      checkEqual(ann.session.state.status, 'joined', 'The status');
      checkEqual(await rig.world.presences(ann.userId), 1, 'Presences in the room');
    },
  },
  {
    id: 'RTC-JOIN-04',
    title: 'A join while the call is being left is refused.',
    law: 'join-once',
    world: ['hold-leave'],
    async run(rig) {
      const ann = await joined(rig);
      const release = await rig.world.hold('leave');
      const leaving = later(ann.session.leave());
      await rejects(rig, beginJoin(rig, ann), { what: 'A join while leaving', codes: ['invalid-state'] });
      await release();
      await resolves(rig, leaving, 'Leaving', rig.timeouts.leave);
    },
  },
  {
    id: 'RTC-JOIN-05',
    title: 'A join that the vendor never answers is given up within its bound, and the session is idle.',
    law: 'join-bounded',
    rules: [8],
    world: ['hold-join', 'clock'],
    async run(rig) {
      const ann = await rig.side();
      const release = await rig.world.hold('join');
      const error = await rejects(rig, beginJoin(rig, ann), {
        what: 'A join without an answer',
        codes: ['timeout'],
        withinMs: rig.timeouts.join,
      });
      check(error.retryable, 'A timed out join should be worth another try.');
      checkEqual(ann.session.state.status, 'idle', 'The status');
      await release();
      await gone(rig, ann.userId);
    },
  },
  {
    id: 'RTC-JOIN-06',
    title: 'After a join that was given up a second attempt works.',
    law: 'join-fails-clean',
    rules: [8, 14],
    world: ['hold-join', 'clock'],
    async run(rig) {
      const ann = await rig.side();
      const release = await rig.world.hold('join');
      await rejects(rig, beginJoin(rig, ann), {
        what: 'A held join',
        codes: ['timeout'],
        withinMs: rig.timeouts.join,
      });
      await release();
      await resolves(rig, beginJoin(rig, ann), 'The second join', 2 * rig.timeouts.leave);
      checkEqual(await rig.world.presences(ann.userId), 1, 'Presences in the room');
      checkEqual(ann.session.state.status, 'joined', 'The status');
    },
  },
  {
    id: 'RTC-JOIN-07',
    title: 'The success of a join that was given up does not end or double the next one.',
    law: 'late-join',
    rules: [8],
    world: ['hold-join', 'clock'],
    saboteurs: ['late-join-stays'],
    async run(rig) {
      const ann = await rig.side();
      const ben = await joined(rig);
      const release = await rig.world.hold('join');
      await rejects(rig, beginJoin(rig, ann), {
        what: 'A held join',
        codes: ['timeout'],
        withinMs: rig.timeouts.join,
      });
      await release();
      await resolves(rig, beginJoin(rig, ann), 'The second join', 2 * rig.timeouts.leave);
      await meets(rig, ben, ann.userId);
      await rig.settle();
      checkEqual(ann.session.state.status, 'joined', 'The status');
      checkEqual(await rig.world.presences(ann.userId), 1, 'Presences in the room');
      personOf(ben, ann.userId);
    },
  },
  {
    id: 'RTC-JOIN-23',
    title: 'Aborting the signal of a join that has succeeded changes nothing.',
    law: 'join-once',
    async run(rig) {
      const controller = new AbortController();
      const ann = await joined(rig, { join: { signal: controller.signal } });
      controller.abort();
      await rig.settle();
      checkEqual(ann.session.state.status, 'joined', 'The status');
      checkEqual(await rig.world.presences(ann.userId), 1, 'Presences in the room');
    },
  },
  {
    id: 'RTC-JOIN-27',
    title: 'A session joins, leaves and joins again, ten times, with one presence each time.',
    law: 'rejoin',
    rules: [14],
    async run(rig) {
      const ann = await rig.side();
      for (let round = 0; round < 10; round += 1) {
        await resolves(rig, beginJoin(rig, ann), `Join ${String(round)}`, rig.timeouts.leave);
        checkEqual(await rig.world.presences(ann.userId), 1, 'Presences in the room');
        await left(rig, ann);
        // A server may still be at work on a leave that it has confirmed.
        await gone(rig, ann.userId);
      }
    },
  },
  {
    id: 'RTC-JOIN-28',
    title: 'After a call a session can join another room, and sees those there only.',
    law: 'rejoin',
    rules: [14],
    world: ['far-join'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe' });
      const ann = await joined(rig);
      await meets(rig, ann, 'zoe');
      await left(rig, ann);
      const ben = await joined(rig, { join: { room: 'elsewhere' } });
      await resolves(rig, beginJoin(rig, ann, { room: 'elsewhere' }), 'Joining another room');
      await meets(rig, ann, ben.userId);
      checkEqual(ann.session.participants.size, 1, 'How many others are there');
      checkEqual(ann.session.snapshot.self?.room, 'elsewhere', 'The room that the app sees');
    },
  },
  {
    id: 'RTC-JOIN-29',
    title: 'The own identity is in the snapshot from the beginning of a join.',
    law: 'state-then-events',
    async run(rig) {
      const ann = await rig.side();
      const joining = beginJoin(rig, ann, { displayName: 'Ann' });
      const { self } = ann.session.snapshot;
      checkEqual(
        [self?.room, self?.userId, self?.displayName],
        [rig.room, ann.userId, 'Ann'],
        'The own identity',
      );
      await resolves(rig, joining, 'Joining');
    },
  },
  {
    id: 'RTC-JOIN-30',
    title: 'A join with nothing enabled opens no device and publishes nothing.',
    law: 'one-capture',
    world: ['devices', 'wire'],
    saboteurs: ['opens-a-device'],
    async run(rig) {
      const ann = await joined(rig);
      checkEqual((await rig.world.devices(ann)).requests, 0, 'Requests for devices');
      for (const source of ['microphone', 'camera'] as const)
        await checkWire(rig, ann, source, { published: false });
    },
  },
]);
