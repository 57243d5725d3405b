import type { RtcDriver } from '@jackfield/core/adapter';
import { portableIdPattern, sourceKinds } from '@jackfield/core/adapter';
import type { BareDriver } from '../bare-driver.ts';
import { check, checkEqual, checkThere } from '../check.ts';
import type { Clause } from '../clause.ts';
import { driverClauses } from '../define.ts';
import type { Rig } from '../rig.ts';
import { later, outcome, rejects, resolves, eventually } from '../scene.ts';

const call = (): { readonly signal: AbortSignal } => ({ signal: new AbortController().signal });

/** A bare driver that has joined. */
async function bareJoined(rig: Rig): Promise<BareDriver> {
  const bare = await rig.bare();
  await resolves(rig, bare.join(), 'Joining a driver', rig.timeouts.join);
  return bare;
}

/** Takes drivers down, as core would. */
async function ended(rig: Rig, ...bares: readonly BareDriver[]): Promise<void> {
  for (const { driver } of bares) {
    await resolves(rig, driver.doLeave(), 'Leaving', rig.timeouts.leave);
    driver.dispose();
  }
}

/** Everything a driver says of a user so far: the names of the facts. */
function saysOf(bare: BareDriver, userId: string): readonly string[] {
  const ids = new Set(bare.of('participantJoined').filter((fact) => fact.userId === userId).map(({ remoteId }) => remoteId));
  return bare.facts.flatMap(({ name, fact }) => ('remoteId' in fact && ids.has(fact.remoteId ?? '') ? [name] : []));
}

async function remoteIdOf(rig: Rig, bare: BareDriver, userId: string): Promise<string> {
  await eventually(rig, `the driver tells of ${userId}`, () =>
    bare.of('participantJoined').some((fact) => fact.userId === userId),
  );
  return checkThere(bare.of('participantJoined').filter((fact) => fact.userId === userId).at(-1)?.remoteId, `The id of ${userId}`);
}

const claimed: Readonly<Partial<Record<keyof RtcDriver, (adapter: BareDriver['adapter']) => boolean>>> = {
  doSendMessage: ({ capabilities }) => capabilities.messages !== false,
  doSetRole: ({ capabilities }) => capabilities.roles.length > 0,
  doModerate: ({ capabilities }) => capabilities.moderation.length > 0,
  doSetProfile: ({ capabilities }) => capabilities.displayNames,
  doRenewCredential: ({ capabilities }) => capabilities.renewCredential,
  doGetStats: ({ capabilities }) => capabilities.stats,
  doSetAudioOutput: ({ capabilities }) => capabilities.remoteAudio === 'sdk-played',
  doSetVolume: ({ capabilities }) => capabilities.remoteAudio === 'sdk-played',
  doResumePlayback: ({ capabilities }) => capabilities.remoteAudio === 'sdk-played',
};

/** What holds of an adapter as a value, and of its drivers, without a session that could hide a lie. */
export const driverContract: readonly Clause[] = driverClauses([
  {
    id: 'RTC-DRIVER-01',
    title: 'An adapter is a value: frozen claims and limits, a short name, patterns that take every portable id.',
    law: 'driver-shape',
    rules: [6],
    run(rig) {
      const { adapter } = rig;
      check(Object.isFrozen(adapter.capabilities) && Object.isFrozen(adapter.limits), 'Claims and limits should be frozen.');
      checkEqual(adapter.specificationVersion, 0, 'The version of the interface');
      check(/^[a-z0-9-]{1,32}$/.test(adapter.name), 'The name should be short and lower case.', adapter.name);
      for (const id of ['a', 'A-z_0', 'x'.repeat(64)]) {
        check(portableIdPattern.test(id), 'The id should be portable.');
        check(adapter.limits.userIdPattern.test(id), `The user id ${id} should be accepted.`);
        check(adapter.limits.roomPattern.test(id), `The room ${id} should be accepted.`);
      }
      for (const pattern of [adapter.limits.userIdPattern, adapter.limits.roomPattern]) {
        check(!pattern.global && !pattern.sticky, 'A pattern with memory gives another answer each time.');
      }
      return Promise.resolve();
    },
  },
  {
    id: 'RTC-DRIVER-02',
    title: 'A driver has the methods that its adapter claims, and none that it denies.',
    law: 'claims',
    saboteurs: ['lacks-claimed-method', 'denies-messages-falsely'],
    async run(rig) {
      const { driver, adapter } = await rig.bare();
      for (const [name, holds] of Object.entries(claimed)) {
        const there = typeof driver[name as keyof RtcDriver] === 'function';
        checkEqual(there, holds(adapter), `Whether ${name} is there, as it is claimed`);
      }
      driver.dispose();
    },
  },
  {
    id: 'RTC-DRIVER-03',
    title: 'A source that is denied is not published, and the driver says so.',
    law: 'claims',
    rules: [34],
    saboteurs: ['denies-the-camera'],
    async run(rig) {
      const watcher = await bareJoined(rig);
      const bare = await bareJoined(rig);
      for (const source of sourceKinds) {
        if (bare.adapter.capabilities.sources.includes(source)) continue;
        if (source === 'screen-audio') continue;
        const result = await outcome(rig, bare.driver.doSyncLocal([bare.publication(source)], call()), {
          what: `Publishing a ${source}`,
          withinMs: rig.timeouts.publish,
        });
        const said = result.status === 'rejected' || result.value.failed.some((failure) => failure.source === source);
        check(said, `A ${source} is denied, and publishing one works.`);
        checkEqual(watcher.of('sourcePublished').length, 0, 'How many publications others see');
      }
      await ended(rig, bare, watcher);
    },
  },
  {
    id: 'RTC-DRIVER-04',
    title: 'Making a driver does nothing that anybody could see.',
    law: 'driver-shape',
    async run(rig) {
      const watcher = await bareJoined(rig);
      const bare = await rig.bare();
      await rig.settle();
      checkEqual(bare.facts.length, 0, 'Facts');
      checkEqual(await rig.world.presences(bare.userId), 0, 'Presences in the room');
      bare.driver.dispose();
      await ended(rig, watcher);
    },
  },
  {
    id: 'RTC-DRIVER-05',
    title: 'Everybody in the room is in the result of a join or told soon after, each once.',
    law: 'driver-facts',
    rules: [1],
    world: ['far-join'],
    saboteurs: ['roster-misses-member'],
    async run(rig) {
      for (const userId of ['xia', 'yan', 'zoe']) await rig.world.farJoin({ userId, sources: ['microphone'] });
      const bare = await rig.bare();
      const { roster } = await resolves(rig, bare.join(), 'Joining', rig.timeouts.join);
      const told = (): readonly string[] => [
        ...roster.map(({ userId }) => userId),
        ...bare.of('participantJoined').map(({ userId }) => userId),
      ];
      await eventually(rig, 'all three are told', () => told().length >= 3);
      checkEqual([...told()].sort(), ['xia', 'yan', 'zoe'], 'Who is told');
      if (bare.adapter.capabilities.roster === 'complete') checkEqual(roster.length, 3, 'How many are in the result');
      await ended(rig, bare);
    },
  },
  {
    id: 'RTC-DRIVER-06',
    title: 'What somebody does is told once each, in order.',
    law: 'driver-facts',
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
      checkEqual(bare.facts.slice(length).map(({ name }) => name), [], 'Facts after disposal');
      await ended(rig, watcher);
    },
  },
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
      checkEqual(await rig.world.presences(bare.userId), 0, 'Presences in the room');
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
        const { failed } = await resolves(rig, bare.driver.doSyncLocal(wanted, call()), 'Syncing', rig.timeouts.publish);
        checkEqual(failed, [], 'What failed');
      }
      await eventually(rig, 'both are seen', () => watcher.of('sourcePublished').length >= 2);
      await resolves(rig, bare.driver.doSyncLocal(wanted.slice(0, 1), call()), 'Withdrawing one', rig.timeouts.publish);
      await eventually(rig, 'one is withdrawn', () => watcher.of('sourceUnpublished').length > 0);
      checkEqual(watcher.of('sourcePublished').length, 2, 'How many publications were told');
      checkEqual(watcher.of('sourceUnpublished').map(({ source }) => source), ['camera'], 'What was withdrawn');
      await ended(rig, bare, watcher);
    },
  },
  {
    id: 'RTC-DRIVER-10',
    title: 'A driver stops no track that it was given, whether it is replaced, withdrawn, left or disposed.',
    law: 'driver-lets-go',
    rules: [17, 18],
    saboteurs: ['stops-my-track'],
    async run(rig) {
      const bare = await bareJoined(rig);
      const first = bare.publication('microphone');
      const second = bare.publication('microphone');
      await resolves(rig, bare.driver.doSyncLocal([first], call()), 'Publishing', rig.timeouts.publish);
      await resolves(rig, bare.driver.doReplaceTrack('microphone', second.track, call()), 'Replacing', rig.timeouts.publish);
      checkEqual(first.track.readyState, 'live', 'The first track after it was replaced');
      await ended(rig, bare);
      checkEqual([first.track.readyState, second.track.readyState], ['live', 'live'], 'The tracks at the end');
    },
  },
  {
    id: 'RTC-DRIVER-11',
    title: 'What a driver rejects with is an RtcError with the code of the refusal and the name of the adapter.',
    law: 'one-error',
    world: ['refuse'],
    saboteurs: [
      'plain-object-rejections',
      'string-rejections',
      'circular-rejections',
      'undefined-rejections',
      'rejects-as-unknown',
    ],
    async run(rig) {
      const bare = await rig.bare();
      await rig.world.refuse('join', 'forbidden');
      const error = await rejects(rig, bare.join(), { what: 'A refused join', codes: ['forbidden'] });
      checkEqual(error.adapter, rig.adapter.name, 'The adapter in the error');
      bare.driver.dispose();
    },
  },
  {
    id: 'RTC-DRIVER-12',
    title: 'A driver never throws before it has given a promise.',
    law: 'any-rejection',
    world: ['refuse'],
    saboteurs: ['synchronous-throw'],
    async run(rig) {
      const bare = await rig.bare();
      await rig.world.refuse('join', 'forbidden');
      let promise: Promise<unknown> | undefined;
      try {
        promise = later(bare.join());
      } catch {
        // Told below.
      }
      await rejects(rig, checkThere(promise, 'A promise of a join'), { what: 'A refused join', codes: ['forbidden'] });
      bare.driver.dispose();
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
      await eventually(rig, 'nobody is there', async () => (await rig.world.presences(bare.userId)) === 0);
    },
  },
  {
    id: 'RTC-DRIVER-14',
    title: 'What is wanted of somebody is what is received: live tracks of just these sources, and none any more when none is wanted.',
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
          bare.driver.doSyncRemote(remoteId, sources.map((source) => ({ source })), call()),
          'Subscribing',
          rig.timeouts.subscribe,
        );
      await sync('microphone');
      await eventually(rig, 'a track comes', () => bare.of('remoteTrack').length > 0);
      const [first] = bare.of('remoteTrack');
      checkEqual([first?.source, first?.track.kind, first?.track.readyState], ['microphone', 'audio', 'live'], 'The track');
      await sync('microphone');
      await sync();
      await eventually(rig, 'it is not received any more', () => first?.track.readyState === 'ended' || first?.track.muted === true);
      checkEqual(bare.of('remoteTrack').length, 1, 'How many tracks came');
      await sync('camera');
      await eventually(rig, 'another track comes', () => bare.of('remoteTrack').some(({ source }) => source === 'camera'));
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
    id: 'RTC-DRIVER-16',
    title: 'A source without a track is announced muted, and with one again it is the same publication.',
    law: 'driver-idempotent',
    rules: [15, 16],
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
      await resolves(rig, bare.driver.doSyncLocal([bare.publication('microphone')], call()), 'Publishing', rig.timeouts.publish);
      await eventually(rig, 'it is seen', () => watcher.of('sourcePublished').length > 0);
      await resolves(rig, bare.driver.doLeave(), 'Leaving', rig.timeouts.leave);
      checkEqual(await rig.world.presences(bare.userId), 0, 'Presences in the room');
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
      checkEqual(await rig.world.presences(bare.userId), 0, 'Presences in the room at once');
      bare.driver.dispose();
    },
  },
  {
    id: 'RTC-DRIVER-19',
    title: 'One adapter serves several drivers at a time, and each has facts of its own.',
    law: 'driver-shape',
    async run(rig) {
      const first = await bareJoined(rig);
      const second = await bareJoined(rig);
      await eventually(rig, 'the first tells of the second', () => first.of('participantJoined').length === 1);
      await ended(rig, first);
      await eventually(rig, 'the second tells that the first went', () => second.of('participantLeft').length === 1);
      checkEqual(await rig.world.presences(second.userId), 1, 'Presences of the second');
      await ended(rig, second);
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
]);
