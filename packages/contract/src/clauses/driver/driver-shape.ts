import type { RtcDriver } from '@jackfield/core/adapter';
import { portableIdPattern, sourceKinds } from '@jackfield/core/adapter';
import type { BareDriver } from '../../rig/bare-driver.ts';
import { check, checkEqual, checkThere } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { driverClauses } from '../define.ts';
import { later, outcome, rejects, eventually, resolves } from '../../run/scene.ts';
import { call, bareJoined, ended } from '../../run/driver-scene.ts';

const claimed: Readonly<Partial<Record<keyof RtcDriver, (adapter: BareDriver['adapter']) => boolean>>> = {
  doSendMessage: ({ capabilities }) => capabilities.messages !== false,
  doSetRole: ({ capabilities }) => capabilities.roles.length > 0,
  doModerate: ({ capabilities }) => capabilities.moderation.length > 0,
  doSetProfile: ({ capabilities }) => capabilities.displayNames === true,
  doRenewCredential: ({ capabilities }) => capabilities.renewCredential,
  doSetQuality: ({ capabilities }) => Object.keys(capabilities.quality?.sources ?? {}).length > 0,
  doGetStats: ({ capabilities }) => capabilities.stats,
  doSetAudioOutput: ({ capabilities }) => capabilities.remoteAudio === 'sdk-played',
  doSetVolume: ({ capabilities }) => capabilities.remoteAudio === 'sdk-played',
  doResumePlayback: ({ capabilities }) => capabilities.remoteAudio === 'sdk-played',
};

/** What an adapter is as a value, and what its drivers can do. */
export const driverShapeClauses: readonly Clause[] = driverClauses([
  {
    id: 'RTC-DRIVER-01',
    title:
      'An adapter is a value: frozen claims and limits, a short name, patterns that take every portable id.',
    law: 'driver-shape',
    rules: [6],
    run(rig) {
      const { adapter } = rig;
      check(
        Object.isFrozen(adapter.capabilities) && Object.isFrozen(adapter.limits),
        'Claims and limits should be frozen.',
      );
      checkEqual(adapter.specificationVersion, 1, 'The version of the interface');
      check(/^[a-z0-9-]{1,32}$/.test(adapter.name), 'The name should be short and lower case.', adapter.name);
      // Some vendors take no longer user ids than 32 characters.
      for (const id of ['a', 'A-z_0', 'x'.repeat(32)])
        check(adapter.limits.userIdPattern.test(id), `The user id ${id} should be accepted.`);
      for (const id of ['a', 'A-z_0', 'x'.repeat(64)]) {
        check(portableIdPattern.test(id), 'The id should be portable.');
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
        const said =
          result.status === 'rejected' || result.value.failed.some((failure) => failure.source === source);
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
    id: 'RTC-DRIVER-11',
    title:
      'What a driver rejects with is an RtcError with the code of the refusal and the name of the adapter.',
    law: 'one-error',
    world: ['refuse-join'],
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
    world: ['refuse-join'],
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
      await rejects(rig, checkThere(promise, 'A promise of a join'), {
        what: 'A refused join',
        codes: ['forbidden'],
      });
      bare.driver.dispose();
    },
  },
  {
    id: 'RTC-DRIVER-19',
    title: 'One adapter serves several drivers at a time, and each has facts of its own.',
    law: 'driver-shape',
    async run(rig) {
      const first = await bareJoined(rig);
      const second = await rig.bare();
      const { roster } = await resolves(rig, second.join(), 'Joining a driver', rig.timeouts.join);
      await eventually(
        rig,
        'the first tells of the second',
        () => first.of('participantJoined').length === 1,
      );
      // A vendor may tell late who was there before; whoever went until then is told of to nobody.
      await eventually(rig, 'the second tells of the first', () =>
        [...roster, ...second.of('participantJoined')].some(({ userId }) => userId === first.userId),
      );
      await ended(rig, first);
      await eventually(
        rig,
        'the second tells that the first went',
        () => second.of('participantLeft').length === 1,
      );
      checkEqual(await rig.world.presences(second.userId), 1, 'Presences of the second');
      await ended(rig, second);
    },
  },
]);
