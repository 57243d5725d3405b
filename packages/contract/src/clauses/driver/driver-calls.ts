import { checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { driverClauses } from '../define.ts';
import { announcesMute, claims, exactMute } from '../needs.ts';
import { eventually, gone, later, outcome, resolves } from '../../run/scene.ts';
import { call, bareJoined, ended } from '../../run/driver-scene.ts';

/** What a driver does when it is asked for the same again, and how it lets go. */
export const driverCallClauses: readonly Clause[] = driverClauses([
  {
    id: 'RTC-DRIVER-08',
    title: 'Leaving before a join, leaving twice and abandoning after leaving all do nothing more.',
    law: 'driver-idempotent',
    rules: [10, 12],
    saboteurs: ['second-leave-throws', 'leave-hangs'],
    async run(rig) {
      const early = await rig.bare();
      await resolves(rig, early.driver.doLeave(), 'Leaving before a join', rig.timeouts.leave);
      early.driver.dispose();
      const bare = await bareJoined(rig);
      await resolves(rig, bare.driver.doLeave(), 'Leaving', rig.timeouts.leave);
      await resolves(rig, bare.driver.doLeave(), 'Leaving again', rig.timeouts.leave);
      bare.driver.doAbandon();
      bare.driver.dispose();
      await gone(rig, bare.userId);
    },
  },
  {
    id: 'RTC-DRIVER-09',
    title: 'Syncing the same publications again publishes nothing anew.',
    law: 'driver-idempotent',
    saboteurs: ['republishes-every-time'],
    async run(rig) {
      const watcher = await bareJoined(rig);
      const bare = await bareJoined(rig);
      const wanted = [bare.publication('microphone'), bare.publication('camera')];
      for (let round = 0; round < 3; round += 1) {
        const { failed } = await resolves(
          rig,
          bare.driver.doSyncLocal(wanted, call()),
          'Syncing',
          rig.timeouts.publish,
        );
        checkEqual(failed, [], 'What failed');
      }
      await eventually(rig, 'both are seen', () => watcher.of('sourcePublished').length >= 2);
      await resolves(
        rig,
        bare.driver.doSyncLocal(wanted.slice(0, 1), call()),
        'Withdrawing one',
        rig.timeouts.publish,
      );
      await eventually(rig, 'one is withdrawn', () => watcher.of('sourceUnpublished').length > 0);
      checkEqual(watcher.of('sourcePublished').length, 2, 'How many publications were told');
      checkEqual(
        watcher.of('sourceUnpublished').map(({ source }) => source),
        ['camera'],
        'What was withdrawn',
      );
      await ended(rig, bare, watcher);
    },
  },
  {
    id: 'RTC-DRIVER-10',
    title: 'A driver stops no track that it was given, whether it is replaced, withdrawn, left or disposed.',
    law: 'driver-lets-go',
    rules: [17, 18],
    when: [claims('replaceTrack', 'seamless', 'republish')],
    saboteurs: ['stops-my-track'],
    async run(rig) {
      const bare = await bareJoined(rig);
      const first = bare.publication('microphone');
      const second = bare.publication('microphone');
      await resolves(rig, bare.driver.doSyncLocal([first], call()), 'Publishing', rig.timeouts.publish);
      await resolves(
        rig,
        bare.driver.doReplaceTrack('microphone', second.track, call()),
        'Replacing',
        rig.timeouts.publish,
      );
      checkEqual(first.track.readyState, 'live', 'The first track after it was replaced');
      await ended(rig, bare);
      checkEqual(
        [first.track.readyState, second.track.readyState],
        ['live', 'live'],
        'The tracks at the end',
      );
    },
  },
  {
    id: 'RTC-DRIVER-13',
    title: 'A join whose signal aborts settles, and after leaving nothing of it is at the vendor.',
    law: 'driver-lets-go',
    rules: [8],
    world: ['hold-join'],
    saboteurs: ['late-join-stays'],
    async run(rig) {
      const bare = await rig.bare();
      const release = await rig.world.hold('join');
      const controller = new AbortController();
      const joining = later(bare.join({ signal: controller.signal }));
      await rig.settle();
      controller.abort();
      await release();
      await outcome(rig, joining, { what: 'The join', withinMs: rig.timeouts.join });
      await ended(rig, bare);
      await gone(rig, bare.userId);
    },
  },
  {
    id: 'RTC-DRIVER-16',
    title: 'A source without a track is announced muted, and with one again it is the same publication.',
    law: 'driver-idempotent',
    rules: [15, 16],
    when: [announcesMute('camera'), exactMute],
    async run(rig) {
      const watcher = await bareJoined(rig);
      const bare = await bareJoined(rig);
      const camera = bare.publication('camera');
      const sync = (muted: boolean): Promise<unknown> =>
        resolves(
          rig,
          bare.driver.doSyncLocal([{ ...camera, track: muted ? null : camera.track, muted }], call()),
          'Syncing',
          rig.timeouts.publish,
        );
      await sync(true);
      await eventually(rig, 'it is announced', () => watcher.of('sourcePublished').length > 0);
      checkEqual(watcher.of('sourcePublished')[0]?.muted, true, 'Whether it is announced muted');
      await sync(false);
      await eventually(rig, 'it is unmuted', () => watcher.of('sourceMuted').some(({ muted }) => !muted));
      checkEqual(watcher.of('sourcePublished').length, 1, 'How many publications were told');
      await ended(rig, bare, watcher);
    },
  },
  {
    id: 'RTC-DRIVER-17',
    title: 'A driver that leaves is gone for the others, with what it published, when leaving resolves.',
    law: 'driver-lets-go',
    rules: [11, 17],
    saboteurs: ['leave-without-unpublish', 'leave-stays', 'leave-hangs'],
    async run(rig) {
      const watcher = await bareJoined(rig);
      const bare = await bareJoined(rig);
      await resolves(
        rig,
        bare.driver.doSyncLocal([bare.publication('microphone')], call()),
        'Publishing',
        rig.timeouts.publish,
      );
      await eventually(rig, 'it is seen', () => watcher.of('sourcePublished').length > 0);
      await resolves(rig, bare.driver.doLeave(), 'Leaving', rig.timeouts.leave);
      await gone(rig, bare.userId);
      await eventually(rig, 'the others are told', () => watcher.of('participantLeft').length > 0);
      bare.driver.dispose();
      await ended(rig, watcher);
    },
  },
  {
    id: 'RTC-DRIVER-18',
    title: 'Abandoning lets go within the call, without a promise.',
    law: 'driver-lets-go',
    saboteurs: ['abandon-stays'],
    async run(rig) {
      const bare = await bareJoined(rig);
      bare.driver.doAbandon();
      // A page that closes runs nothing after this.
      bare.driver.dispose();
      await gone(rig, bare.userId);
    },
  },
]);
