import type { EndReason } from '@jackfield/core';
import { check, checkEqual, isEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import type { Rig } from '../../rig/rig.ts';
import {
  beginJoin,
  eventually,
  gone,
  joined,
  left,
  presencesOf,
  receives,
  resolves,
  sentinel,
  wireBecomes,
} from '../../run/scene.ts';
import type { Side } from '../../rig/side.ts';
import type { WorldAction } from '../../rig/world-action.ts';

interface Ending {
  readonly reason: EndReason;
  readonly action: WorldAction;
  readonly end: (rig: Rig, side: Side) => Promise<void>;
  /** Whether the room is open afterwards. */
  readonly again: boolean;
}

const endings: readonly Ending[] = [
  { reason: 'kicked', action: 'kick', end: ({ world }, side) => world.kick(side), again: true },
  { reason: 'room-closed', action: 'close-room', end: ({ world }) => world.closeRoom(), again: false },
  { reason: 'server-shutdown', action: 'shutdown', end: ({ world }) => world.shutdown(), again: false },
  {
    reason: 'credential-expired',
    action: 'credential-expired',
    end: ({ world }, side) => world.endCredential(side),
    again: true,
  },
];

/** What is open stays as it is for so many calls of `settle` before it counts. */
const restRounds = 20;

/** What is open once nothing closes any more: what an SDK closes it may close a little later. */
async function openAtRest(rig: Rig, side: Side): Promise<readonly string[]> {
  // Some SDKs end their timers a moment after a call.
  await rig.world.pass(3_000);
  let open = await rig.world.leftovers(side);
  let same = 0;
  for (let round = 0; round < rig.patience && same < restRounds; round += 1) {
    await rig.settle();
    const now = await rig.world.leftovers(side);
    same = isEqual(now, open) ? same + 1 : 0;
    open = now;
  }
  return open;
}

const byServer = endings.map(({ reason, action, end, again }, index): Omit<Clause, 'level'> => ({
  id: `RTC-END-1${String(index)}`,
  title: `A call ends as ${reason}, once, with everybody withdrawn and own devices let go.`,
  law: 'ends-once',
  rules: [12, 32],
  world: [action, 'far-join', 'devices'],
  saboteurs: ['wrong-end-reason', 'ends-without-word'],
  async run(rig) {
    if (action !== 'close-room' && action !== 'shutdown')
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
    const ann = await joined(rig, { enable: ['microphone'] });
    await end(rig, ann);
    await eventually(rig, 'the call is over', () => ann.session.state.status === 'ended');
    const { state } = ann.session;
    checkEqual(state.status === 'ended' && state.reason, reason, 'The reason');
    checkEqual(
      ann.log.lines('state-changed').filter((line) => line.endsWith('ended')).length,
      1,
      'How many ends',
    );
    checkEqual(ann.session.participants.size, 0, 'How many others are left');
    checkEqual((await rig.world.devices(ann)).open, [], 'Open devices');
    await gone(rig, ann.userId);
    await left(rig, ann);
    if (!again) return;
    await resolves(rig, beginJoin(rig, ann), 'Joining again', rig.timeouts.leave);
    checkEqual(ann.session.state.status, 'joined', 'The status');
  },
}));

/** How calls end, and pages. */
export const endClauses: readonly Clause[] = sessionClauses([
  ...byServer,
  {
    id: 'RTC-END-01',
    title: 'Leaving while the server ends the call is one end.',
    law: 'ends-once',
    world: ['kick'],
    async run(rig) {
      const ann = await joined(rig);
      // Where leaving was faster, a service refuses to remove somebody who is not there: that is no fault of the adapter.
      const kicked = Promise.allSettled([rig.world.kick(ann)]);
      await resolves(rig, ann.session.leave(), 'Leaving', rig.timeouts.leave);
      await kicked;
      await rig.settle();
      checkEqual(
        ann.log.lines('state-changed').filter((line) => line.endsWith('ended')).length,
        1,
        'How many ends',
      );
    },
  },
  {
    id: 'RTC-END-02',
    title: 'Many calls in a row leave no more open than one does.',
    law: 'nothing-left',
    rules: [14],
    world: ['leftovers', 'far-join', 'clock'],
    saboteurs: ['leaks-a-timer'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone', 'camera'] });
      const ann = await rig.side();
      let afterOne: readonly string[] = [];
      for (let round = 0; round < 12; round += 1) {
        await resolves(rig, ann.session.microphone.enable(), 'Enabling the microphone');
        await resolves(rig, beginJoin(rig, ann), 'Joining', rig.timeouts.leave);
        await receives(rig, ann, 'zoe', 'microphone');
        await left(rig, ann);
        if (round === 0) afterOne = await openAtRest(rig, ann);
      }
      checkEqual(await openAtRest(rig, ann), afterOne, 'What is open after twelve calls, as after one');
    },
  },
  {
    id: 'RTC-END-03',
    title: 'A page that closes lets go of its call within that event: others see no ghost.',
    law: 'page-closing',
    world: ['page', 'devices'],
    saboteurs: ['abandon-stays'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone'] });
      const ben = await joined(rig);
      await rig.world.page(ann, 'hide');
      const { state } = ann.session;
      checkEqual(state.status === 'ended' && state.reason, 'page-closed', 'The reason');
      checkEqual((await rig.world.devices(ann)).open, [], 'Open devices');
      await gone(rig, ann.userId);
      await eventually(rig, 'the others see them go', () => presencesOf(ben, ann.userId).length === 0);
    },
  },
  {
    id: 'RTC-END-04',
    title: 'A page that closes during a join leaves nothing at the vendor, also when that answers late.',
    law: 'page-closing',
    world: ['page', 'hold-join'],
    async run(rig) {
      const ann = await rig.side();
      const release = await rig.world.hold('join');
      const joining = beginJoin(rig, ann);
      await rig.settle();
      await rig.world.page(ann, 'hide');
      await release();
      await rig.settle();
      await rig.settle();
      await gone(rig, ann.userId);
      await resolves(
        rig,
        joining.then(
          () => 'joined',
          () => 'refused',
        ),
        'The join',
      );
    },
  },
  {
    id: 'RTC-END-05',
    title: 'A page that comes back is in its call again, with what it sent; what was muted is not opened.',
    law: 'page-return',
    world: ['page', 'wire', 'devices'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone', 'camera'] });
      await resolves(rig, ann.session.camera.mute(), 'Muting the camera');
      await rig.world.page(ann, 'hide');
      await rig.world.page(ann, 'show-restored');
      await eventually(rig, 'joined again', () => ann.session.state.status === 'joined');
      await wireBecomes(rig, ann, 'microphone', { published: true, sending: true });
      checkEqual((await rig.world.devices(ann)).open, ['microphone'], 'Open devices');
      check(!(await rig.world.wire(ann, 'camera')).sending, 'A muted camera sends after coming back.');
    },
  },
  {
    id: 'RTC-END-06',
    title: 'A page that had left its call is not in it when it comes back.',
    law: 'page-return',
    world: ['page', 'far-join'],
    async run(rig) {
      const ben = await joined(rig);
      const ann = await joined(rig);
      await left(rig, ann);
      await rig.world.page(ann, 'hide');
      await rig.world.page(ann, 'show-restored');
      await sentinel(rig, ben);
      checkEqual(await rig.world.presences(ann.userId), 0, 'Presences in the room');
      const { state } = ann.session;
      checkEqual(state.status === 'ended' && state.reason, 'left', 'The reason');
    },
  },
  {
    id: 'RTC-END-07',
    title: 'A page that is frozen and thawed, or hidden behind another, stays in its call.',
    law: 'page-return',
    world: ['page', 'wire'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone'] });
      for (const event of ['hidden', 'freeze', 'resume', 'visible'] as const)
        await rig.world.page(ann, event);
      await rig.settle();
      checkEqual(ann.session.state.status, 'joined', 'The status');
      await wireBecomes(rig, ann, 'microphone', { sending: true });
    },
  },
  {
    id: 'RTC-END-08',
    title:
      'A page that was frozen until its vendor gave it up is in its call again; what was muted is silent.',
    law: 'page-return',
    world: ['page', 'wire', 'lose-network', 'devices'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone', 'camera'] });
      await resolves(rig, ann.session.microphone.mute(), 'Muting');
      await rig.world.page(ann, 'freeze');
      await rig.world.lose(ann);
      await rig.world.page(ann, 'resume');
      await eventually(rig, 'joined again', () => ann.session.state.status === 'joined');
      const ends = ann.log.of('state-changed').filter(({ state }) => state.status === 'ended');
      checkEqual(
        ends.map(({ state }) => state.status === 'ended' && state.reason),
        ['connection-lost'],
        'The ends that were told',
      );
      await wireBecomes(rig, ann, 'camera', { published: true, sending: true });
      await wireBecomes(rig, ann, 'microphone', { published: true, muted: true, sending: false });
    },
  },
  {
    id: 'RTC-END-09',
    title: 'A page that was frozen and left its call, or lost it long after, is not in it by itself.',
    law: 'page-return',
    world: ['page', 'lose-network', 'far-join', 'clock'],
    async run(rig) {
      const ben = await joined(rig);
      const ann = await joined(rig);
      const cleo = await joined(rig);
      for (const side of [ann, cleo]) {
        await rig.world.page(side, 'freeze');
        await rig.world.page(side, 'resume');
      }
      await left(rig, ann);
      await rig.world.pass(30_000);
      await rig.world.lose(cleo);
      await eventually(rig, 'the call ends', () => cleo.session.state.status === 'ended');
      await sentinel(rig, ben);
      for (const { session } of [ann, cleo]) checkEqual(session.state.status, 'ended', 'The status');
      for (const { userId } of [ann, cleo])
        await eventually(
          rig,
          `nobody of ${userId} is at the vendor`,
          async () => (await rig.world.presences(userId)) === 0,
          rig.departure,
        );
    },
  },
]);
