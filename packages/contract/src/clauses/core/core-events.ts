import { check, checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { coreClauses } from '../define.ts';
import {
  beginJoin,
  eventually,
  gone,
  joined,
  later,
  left,
  meets,
  rejects,
  resolves,
} from '../../run/scene.ts';
import { createTap } from '../../run/tap.ts';

/** Events, listeners, snapshots and credentials. */
export const coreEventClauses: readonly Clause[] = coreClauses([
  {
    id: 'RTC-CORE-40',
    title: 'A listener that throws disturbs neither the others nor the call.',
    law: 'listeners',
    rules: [2],
    async run(rig) {
      const ann = await rig.side();
      const heard: string[] = [];
      ann.session.on('state-changed', () => {
        throw new Error('a mistake of the app');
      });
      ann.session.on('state-changed', ({ state }) => heard.push(state.status));
      await resolves(rig, beginJoin(rig, ann), 'Joining');
      await left(rig, ann);
      checkEqual(heard, ['joining', 'joined', 'leaving', 'ended'], 'What the second listener heard');
    },
  },
  {
    id: 'RTC-CORE-41',
    title: 'One function may listen twice and be taken back once; taken back, it hears nothing.',
    law: 'listeners',
    rules: [2],
    async run(rig) {
      const ann = await rig.side();
      let count = 0;
      const listener = (): void => {
        count += 1;
      };
      const first = ann.session.on('state-changed', listener);
      const second = ann.session.on('state-changed', listener);
      await resolves(rig, beginJoin(rig, ann), 'Joining');
      checkEqual(count, 4, 'How often it was called');
      first();
      first();
      await left(rig, ann);
      checkEqual(count, 6, 'How often it was called after one was taken back');
      second();
      await resolves(rig, beginJoin(rig, ann), 'Joining again', rig.timeouts.leave);
      checkEqual(count, 6, 'How often it was called after both were taken back');
    },
  },
  {
    id: 'RTC-CORE-42',
    title: 'What a listener brings about is told after what it was told, and state is ahead of events.',
    law: 'state-then-events',
    async run(rig) {
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware });
      const heard: string[] = [];
      ann.session.on('participant-joined', () => {
        void later(ann.session.leave());
        heard.push(`joined, and the state is ${ann.session.state.status}`);
      });
      ann.session.on('participant-joined', () => heard.push('joined, second listener'));
      ann.session.on('state-changed', ({ state }) => heard.push(state.status));
      tap.sink.participantJoined({ remoteId: 'zoe#1', userId: 'zoe', sources: [] });
      await eventually(rig, 'the call is over', () => ann.session.state.status === 'ended');
      checkEqual(
        heard,
        ['joined, and the state is leaving', 'joined, second listener', 'leaving', 'ended'],
        'The order',
      );
    },
  },
  {
    id: 'RTC-CORE-43',
    title: 'A snapshot is one immutable object: the same while nothing changes, another one after a change.',
    law: 'state-then-events',
    async run(rig) {
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware });
      const { snapshot } = ann.session;
      check(ann.session.snapshot === snapshot, 'Without a change it should be the same object.');
      tap.sink.participantJoined({ remoteId: 'zoe#1', userId: 'zoe', sources: [] });
      await meets(rig, ann, 'zoe');
      check(ann.session.snapshot !== snapshot, 'After a change it should be another one.');
      checkEqual(snapshot.participants.size, 0, 'The participants of the old one');
      checkEqual(ann.session.snapshot.participants.size, 1, 'The participants of the new one');
    },
  },
  {
    id: 'RTC-CORE-44',
    title: 'Change notices come once for many changes of one task, and not after they were taken back.',
    law: 'state-then-events',
    async run(rig) {
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware });
      await rig.settle();
      let notices = 0;
      const undo = ann.session.subscribe(() => {
        notices += 1;
      });
      for (let index = 0; index < 20; index += 1) {
        const userId = `zoe-${String(index)}`;
        tap.sink.participantJoined({ remoteId: userId, userId, sources: [] });
      }
      await rig.settle();
      checkEqual(notices, 1, 'Notices for twenty changes');
      undo();
      tap.sink.rosterSnapshot({ roster: [] });
      await rig.settle();
      checkEqual(notices, 1, 'Notices after it was taken back');
    },
  },
  {
    id: 'RTC-CORE-45',
    title: 'The end of a call that is listened to can begin the next one.',
    law: 'rejoin',
    async run(rig) {
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware });
      const again: Promise<void>[] = [];
      const undo = ann.session.on('state-changed', ({ state }) => {
        if (state.status === 'ended') again.push(beginJoin(rig, ann));
      });
      tap.sink.ended({ reason: 'kicked', vendorHasLeft: false });
      await eventually(rig, 'the next call has begun', () => again.length === 1);
      undo();
      await resolves(
        rig,
        again[0] ?? Promise.reject(new Error('no call')),
        'Joining again',
        rig.timeouts.leave,
      );
      checkEqual(await rig.world.presences(ann.userId), 1, 'Presences in the room');
      checkEqual(tap.drivers, 2, 'How many drivers were made');
    },
  },
  {
    id: 'RTC-CORE-46',
    title:
      'A credential that says when it ends is renewed before that, again and again, and never after the call.',
    law: 'credentials',
    rules: [33],
    world: ['clock'],
    async run(rig) {
      const tap = createTap(({ driver }) => ({
        doJoin: async (request) => ({ ...(await driver.doJoin(request)), credentialExpiresInMs: 60_000 }),
        doRenewCredential: () => Promise.resolve({ expiresInMs: 60_000 }),
      }));
      const ann = await joined(rig, { middleware: tap.middleware });
      await rig.world.pass(59_000);
      checkEqual(tap.calls.doRenewCredential, 1, 'Renewals before the first end');
      await rig.world.pass(60_000);
      checkEqual(tap.calls.doRenewCredential, 2, 'Renewals before the second end');
      await left(rig, ann);
      await rig.world.pass(120_000);
      checkEqual(tap.calls.doRenewCredential, 2, 'Renewals after the call');
      // Its timer runs while the session is disposed: nothing of it may be left then.
      await resolves(rig, beginJoin(rig, ann), 'Joining again');
    },
  },
  {
    id: 'RTC-CORE-47',
    title: 'Refused arguments touch no vendor: no driver is made.',
    law: 'arguments',
    rules: [6],
    async run(rig) {
      const tap = createTap();
      const ann = await rig.side({ middleware: tap.middleware });
      await rejects(rig, beginJoin(rig, ann, { userId: '' }), {
        what: 'A join',
        codes: ['invalid-argument'],
      });
      await rejects(rig, beginJoin(rig, ann, { signal: AbortSignal.abort() }), {
        what: 'A join',
        codes: ['aborted'],
      });
      checkEqual(tap.drivers, 0, 'Drivers');
    },
  },
  {
    id: 'RTC-CORE-48',
    title: 'A closing page abandons the driver within its event and disposes it.',
    law: 'page-closing',
    world: ['page'],
    async run(rig) {
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware });
      await rig.world.page(ann, 'hide');
      checkEqual([tap.calls.doAbandon, tap.calls.dispose], [1, 1], 'Calls of doAbandon and dispose');
      checkEqual(tap.calls.doLeave ?? 0, 0, 'Calls of doLeave');
    },
  },
  {
    id: 'RTC-CORE-49',
    title:
      'A lane whose call timed out stays closed: no second call reaches the vendor until the first one settles.',
    law: 'publish-confirmed',
    rules: [13],
    world: ['hold-publish', 'clock'],
    async run(rig) {
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware });
      const release = await rig.world.hold('publish');
      await rejects(rig, ann.session.microphone.enable(), {
        what: 'The first publication',
        codes: ['timeout'],
        withinMs: rig.timeouts.publish,
      });
      await rejects(rig, ann.session.camera.enable(), {
        what: 'The second publication',
        codes: ['timeout'],
        withinMs: rig.timeouts.publish,
      });
      checkEqual(tap.calls.doSyncLocal, 1, 'Calls that reached the vendor');
      await release();
      await rig.settle();
      await resolves(rig, ann.session.camera.enable(), 'The third try', rig.timeouts.publish);
    },
  },
  {
    id: 'RTC-CORE-59',
    title: 'Leaving from within the event that tells of leaving is one end.',
    law: 'ends-once',
    async run(rig) {
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware });
      const again: Promise<void>[] = [];
      ann.session.on('state-changed', ({ state }) => {
        if (state.status === 'leaving') again.push(ann.session.leave());
      });
      await left(rig, ann);
      await resolves(rig, Promise.all(again), 'Leaving from within', rig.timeouts.leave);
      checkEqual(
        ann.log.lines('state-changed').slice(2),
        ['state-changed leaving', 'state-changed ended'],
        'The events',
      );
      checkEqual(tap.calls.doLeave, 1, 'How often the driver left');
    },
  },
  {
    id: 'RTC-CORE-60',
    title:
      'A page that closes while its call is being left leaves no ghost, and that leave touches no later call.',
    law: 'page-closing',
    world: ['page', 'hold-leave', 'clock'],
    async run(rig) {
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware });
      const release = await rig.world.hold('leave');
      void later(ann.session.leave());
      await rig.settle();
      await rig.world.page(ann, 'hide');
      checkEqual([tap.calls.doAbandon, tap.calls.dispose], [1, 1], 'Calls of doAbandon and dispose');
      await gone(rig, ann.userId);
      const { state } = ann.session;
      checkEqual(state.status === 'ended' && state.reason, 'page-closed', 'The reason');
      await rig.world.page(ann, 'show-restored');
      await resolves(rig, beginJoin(rig, ann), 'Joining again', 3 * rig.timeouts.leave);
      await release();
      await rig.world.pass(rig.timeouts.leave);
      checkEqual(ann.session.state.status, 'joined', 'The status');
      checkEqual(
        ann.log.lines('state-changed').filter((line) => line.endsWith('ended')).length,
        1,
        'How many ends',
      );
      checkEqual(tap.calls.dispose, 1, 'How often the first driver was disposed');
    },
  },
]);
