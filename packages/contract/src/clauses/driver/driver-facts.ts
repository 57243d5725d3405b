import type { DriverStats } from '@jackfield/core/adapter';
import { check, checkEqual, checkThere } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { driverClauses } from '../define.ts';
import { claims, exactMute } from '../needs.ts';
import { arrivesNoMore, later, resolves, eventually } from '../../run/scene.ts';
import { call, bareJoined, ended, saysOf, remoteIdOf } from '../../run/driver-scene.ts';

/** What a driver reports, without a session that could hide a lie. */
export const driverFactClauses: readonly Clause[] = driverClauses([
  {
    id: 'RTC-DRIVER-05',
    title: 'Everybody in the room is in the result of a join or told soon after, each once.',
    law: 'driver-facts',
    rules: [1],
    world: ['far-join'],
    saboteurs: ['roster-misses-member'],
    async run(rig) {
      for (const userId of ['xia', 'yan', 'zoe'])
        await rig.world.farJoin({ userId, sources: ['microphone'] });
      const bare = await rig.bare();
      const { roster } = await resolves(rig, bare.join(), 'Joining', rig.timeouts.join);
      const told = (): readonly string[] => [
        ...roster.map(({ userId }) => userId),
        ...bare.of('participantJoined').map(({ userId }) => userId),
      ];
      await eventually(rig, 'all three are told', () => told().length >= 3);
      checkEqual([...told()].sort(), ['xia', 'yan', 'zoe'], 'Who is told');
      if (bare.adapter.capabilities.roster === 'complete')
        checkEqual(roster.length, 3, 'How many are in the result');
      await ended(rig, bare);
    },
  },
  {
    id: 'RTC-DRIVER-06',
    title: 'What somebody does is told once each, in order.',
    law: 'driver-facts',
    when: [exactMute],
    world: ['far-join', 'far-publish', 'far-mute', 'far-leave'],
    saboteurs: [
      'everything-twice',
      'publish-event-lost',
      'unpublish-event-lost',
      'mute-event-lost',
      'leave-event-lost',
      'join-event-lost',
    ],
    async run(rig) {
      const bare = await bareJoined(rig);
      const zoe = await rig.world.farJoin({ userId: 'zoe' });
      await remoteIdOf(rig, bare, 'zoe');
      await zoe.publish('microphone');
      await eventually(rig, 'published', () => bare.of('sourcePublished').length > 0);
      await zoe.setMuted('microphone', true);
      await eventually(rig, 'muted', () => bare.of('sourceMuted').length > 0);
      await zoe.unpublish('microphone');
      await eventually(rig, 'withdrawn', () => bare.of('sourceUnpublished').length > 0);
      await zoe.leave();
      await eventually(rig, 'gone', () => bare.of('participantLeft').length > 0);
      checkEqual(
        saysOf(bare, 'zoe').filter((name) => name !== 'participantUpdated'),
        ['participantJoined', 'sourcePublished', 'sourceMuted', 'sourceUnpublished', 'participantLeft'],
        'The facts',
      );
      await ended(rig, bare);
    },
  },
  {
    id: 'RTC-DRIVER-07',
    title: 'Nothing is reported after a driver was disposed.',
    law: 'driver-facts',
    world: ['far-join', 'far-publish'],
    saboteurs: ['events-after-end'],
    async run(rig) {
      const watcher = await bareJoined(rig);
      const bare = await bareJoined(rig);
      await resolves(rig, bare.driver.doLeave(), 'Leaving', rig.timeouts.leave);
      const { length } = bare.facts;
      bare.driver.dispose();
      const zoe = await rig.world.farJoin({ userId: 'zoe' });
      await zoe.publish('microphone');
      await eventually(rig, 'the other driver tells of it', () => watcher.of('sourcePublished').length > 0);
      checkEqual(
        bare.facts.slice(length).map(({ name }) => name),
        [],
        'Facts after disposal',
      );
      await ended(rig, watcher);
    },
  },
  {
    id: 'RTC-DRIVER-14',
    title:
      'What is wanted of somebody is what is received: live tracks of just these sources, and none any more when none is wanted.',
    law: 'driver-facts',
    rules: [25, 26],
    world: ['far-join'],
    saboteurs: ['subscribe-without-track', 'subscribe-never-settles', 'unsubscribe-without-effect'],
    async run(rig) {
      const bare = await bareJoined(rig);
      const zoe = await rig.world.farJoin({ userId: 'zoe' });
      await zoe.publish('microphone');
      await zoe.publish('camera');
      const remoteId = await remoteIdOf(rig, bare, 'zoe');
      await eventually(rig, 'both are published', () => bare.of('sourcePublished').length === 2);
      const sync = (...sources: readonly ('camera' | 'microphone')[]): Promise<void> =>
        resolves(
          rig,
          bare.driver.doSyncRemote(
            remoteId,
            sources.map((source) => ({ source })),
            call(),
          ),
          'Subscribing',
          rig.timeouts.subscribe,
        );
      await sync('microphone');
      await eventually(rig, 'a track comes', () => bare.of('remoteTrack').length > 0);
      const [first] = bare.of('remoteTrack');
      checkEqual(
        [first?.source, first?.track.kind, first?.track.readyState],
        ['microphone', 'audio', 'live'],
        'The track',
      );
      await sync('microphone');
      await sync();
      await arrivesNoMore(rig, checkThere(first, 'The track').track);
      checkEqual(bare.of('remoteTrack').length, 1, 'How many tracks came');
      await sync('camera');
      await eventually(rig, 'another track comes', () =>
        bare.of('remoteTrack').some(({ source }) => source === 'camera'),
      );
      await ended(rig, bare);
    },
  },
  {
    id: 'RTC-DRIVER-15',
    title: 'Wanting something of somebody who has just gone resolves without effect.',
    law: 'driver-idempotent',
    world: ['far-join', 'far-leave'],
    async run(rig) {
      const bare = await bareJoined(rig);
      const zoe = await rig.world.farJoin({ userId: 'zoe', sources: ['camera'] });
      const remoteId = await remoteIdOf(rig, bare, 'zoe');
      await zoe.leave();
      const subscribing = later(bare.driver.doSyncRemote(remoteId, [{ source: 'camera' }], call()));
      await resolves(rig, subscribing, 'Subscribing to somebody who has gone', rig.timeouts.subscribe);
      await ended(rig, bare);
    },
  },
  {
    id: 'RTC-DRIVER-20',
    title: 'An id of the driver is for one presence: who comes back has another one.',
    law: 'presence-ids',
    rules: [3],
    world: ['far-join', 'far-leave'],
    async run(rig) {
      const bare = await bareJoined(rig);
      const zoe = await rig.world.farJoin({ userId: 'zoe' });
      const before = await remoteIdOf(rig, bare, 'zoe');
      await zoe.leave();
      await eventually(rig, 'gone', () => bare.of('participantLeft').length === 1);
      await rig.world.farJoin({ userId: 'zoe' });
      await eventually(rig, 'back', () => bare.of('participantJoined').length === 2);
      const after = await remoteIdOf(rig, bare, 'zoe');
      check(before !== after, 'The ids should differ.');
      await ended(rig, bare);
    },
  },
  {
    id: 'RTC-DRIVER-30',
    title: 'Statistics are there for what is received; where they name its person and source, it is that.',
    law: 'claims',
    when: [claims('stats', true)],
    world: ['far-join', 'statistics', 'clock'],
    async run(rig) {
      const bare = await bareJoined(rig);
      await rig.world.farJoin({ userId: 'yan', sources: ['microphone'] });
      const far = await rig.world.farJoin({ userId: 'zoe' });
      await far.publish('microphone');
      await far.publish('camera');
      const zoe = await remoteIdOf(rig, bare, 'zoe');
      await eventually(rig, 'the camera is published', () =>
        bare.of('sourcePublished').some(({ remoteId, source }) => remoteId === zoe && source === 'camera'),
      );
      const wanted = [{ source: 'camera' as const }];
      await resolves(
        rig,
        bare.driver.doSyncRemote(zoe, wanted, call()),
        'Subscribing',
        rig.timeouts.subscribe,
      );
      const stats = async (): Promise<readonly DriverStats[]> => (await bare.driver.doGetStats?.()) ?? [];
      await eventually(rig, 'statistics of what is received', async () =>
        (await stats()).some(({ direction, report }) => direction !== 'send' && report.size > 0),
      );
      for (const { direction, remoteId, source } of await stats()) {
        check(['send', 'receive', 'both'].includes(direction), `There is no direction "${direction}".`);
        if (direction !== 'receive' || source === undefined) continue;
        checkEqual(`${source} of ${remoteId ?? zoe}`, `camera of ${zoe}`, 'What is received by statistics');
      }
      const newest = async (): Promise<number> => {
        let latest = 0;
        for (const { report } of await stats())
          report.forEach(({ timestamp }: { readonly timestamp: number }) => {
            latest = Math.max(latest, timestamp);
          });
        return latest;
      };
      const before = await newest();
      await eventually(rig, 'statistics are newer when they are asked for again', async () => {
        await rig.world.pass(500);
        return (await newest()) > before;
      });
      await ended(rig, bare);
    },
  },
]);
