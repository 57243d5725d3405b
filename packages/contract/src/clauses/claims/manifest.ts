import { sourceKinds, type RtcAdapter } from '@jackfield/core/adapter';
import { checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { driverClauses, sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import { bareJoined, call, ended, remoteIdOf } from '../../run/driver-scene.ts';
import { overlay, type AdapterMiddleware } from '../../rig/middleware.ts';
import { beginJoin, eventually, joined, meets, outcome, resolves } from '../../run/scene.ts';

/** Ids that an app would not choose, one of each kind that vendors differ about. */
const oddIds: readonly string[] = ['with space', 'ä王', 'a/b', 'x'.repeat(65), 'a%41&b=c'];

/** Counts the tracks that drivers have made in place of one that is not there. */
function countPlaceholders(): { readonly middleware: AdapterMiddleware; readonly made: () => number } {
  let made = 0;
  const middleware: AdapterMiddleware = (adapter) =>
    overlay<RtcAdapter>(adapter, {
      createDriver: (sink, environment) =>
        adapter.createDriver(
          sink,
          overlay(environment, {
            createPlaceholder(kind) {
              made += 1;
              return environment.createPlaceholder(kind);
            },
          }),
        ),
    });
  return { middleware, made: () => made };
}

/** The claims and denials of the manifest that no other file holds. */
export const manifestClauses: readonly Clause[] = [
  ...sessionClauses([
    {
      id: 'RTC-CLAIM-02',
      title:
        'Claims agree with one another: the sound of a screen is a source where it is said to be separate, and layers are chosen where several are sent.',
      law: 'claims',
      run({ adapter: { capabilities } }) {
        const { sources, screenAudio, simulcast, quality } = capabilities;
        const separate = screenAudio === 'separate';
        checkEqual(sources.includes('screen-audio'), separate, 'Whether screen-audio is a source');
        checkEqual(quality?.receivedSize === 'layers', simulcast, 'Whether layers can be chosen');
        return Promise.resolve();
      },
    },
    {
      id: 'RTC-CLAIM-03',
      title:
        'A placeholder is made for a camera that is muted from the start where one is needed, and only there.',
      law: 'claims',
      rules: [15],
      when: [needs.publishes('camera'), needs.announcesMute('camera')],
      async run(rig) {
        const placeholders = countPlaceholders();
        const ann = await rig.side({ middleware: placeholders.middleware });
        const ben = await joined(rig);
        await resolves(rig, ann.session.camera.enable(), 'Enabling the camera');
        await resolves(rig, ann.session.camera.mute(), 'Muting the camera');
        await resolves(rig, beginJoin(rig, ann), 'Joining');
        await meets(rig, ben, ann.userId);
        await eventually(
          rig,
          `others see the camera of ${ann.userId} as muted`,
          () => ben.log.of('source-published').length > 0,
        );
        const needed = rig.adapter.capabilities.placeholderNeeded;
        checkEqual(placeholders.made() > 0, needed, 'Whether a placeholder was made');
      },
    },
    {
      id: 'RTC-CLAIM-04',
      title: 'A name as long as the limit allows arrives whole.',
      law: 'claims',
      when: [needs.lacks(needs.claims('displayNames', false))],
      async run(rig) {
        const ann = await joined(rig);
        const displayName = 'n'.repeat(rig.adapter.limits.displayNameLength);
        const ben = await joined(rig, { join: { displayName } });
        checkEqual((await meets(rig, ann, ben.userId)).displayName, displayName, 'The name');
      },
    },
  ]),
  ...driverClauses([
    {
      id: 'RTC-CLAIM-05',
      title: 'Camera and screen are published at a time where that is claimed, and not where it is denied.',
      law: 'claims',
      when: [needs.publishes('camera'), needs.publishes('screen')],
      async run(rig) {
        const watcher = await bareJoined(rig);
        const bare = await bareJoined(rig);
        const wanted = [bare.publication('camera'), bare.publication('screen')];
        const result = await outcome(rig, bare.driver.doSyncLocal(wanted, call()), {
          what: 'Publishing camera and screen',
          withinMs: rig.timeouts.publish,
        });
        const both = result.status === 'fulfilled' && result.value.failed.length === 0;
        const { cameraWithScreen } = bare.adapter.capabilities;
        checkEqual(both, cameraWithScreen, 'Whether camera and screen are published at a time');
        if (both) await eventually(rig, 'others see both', () => watcher.of('sourcePublished').length === 2);
        await ended(rig, bare, watcher);
      },
    },
    {
      id: 'RTC-CLAIM-06',
      title: 'The mute of each source that can be announced is told to others, and of no other source.',
      law: 'claims',
      rules: [16],
      when: [needs.exactMute],
      async run(rig) {
        const { sources, announcesMute = sourceKinds } = rig.adapter.capabilities;
        const watcher = await bareJoined(rig);
        const bare = await bareJoined(rig);
        for (const source of sources) {
          // The sound of a screen comes with its picture.
          const also = source === 'screen-audio' ? [bare.publication('screen')] : [];
          const wanted = [...also, bare.publication(source)];
          await resolves(rig, bare.driver.doSyncLocal(wanted, call()), 'Publishing', rig.timeouts.publish);
          const isIt = (fact: { readonly source: string }): boolean => fact.source === source;
          await eventually(rig, `the ${source} is seen`, () => watcher.of('sourcePublished').some(isIt));
          const muting = bare.driver.doSetMuted(source, true, call());
          await outcome(rig, muting, { what: `Muting the ${source}`, withinMs: rig.timeouts.publish });
          const told = (): boolean => watcher.of('sourceMuted').some((fact) => isIt(fact) && fact.muted);
          if (announcesMute.includes(source))
            await eventually(rig, `the mute of the ${source} is told`, told);
          await resolves(rig, bare.driver.doSyncLocal([], call()), 'Withdrawing', rig.timeouts.publish);
          await eventually(rig, `the ${source} is gone`, () => watcher.of('sourceUnpublished').some(isIt));
          checkEqual(told(), announcesMute.includes(source), `Whether the mute of a ${source} was told`);
        }
        await ended(rig, bare, watcher);
      },
    },
    {
      id: 'RTC-CLAIM-07',
      title: 'Where mute is said to be no more than an unpublish that comes late, no mute is told.',
      law: 'claims',
      rules: [16],
      when: [needs.claims('muteVisible', 'grace')],
      world: ['far-join', 'far-mute'],
      async run(rig) {
        const bare = await bareJoined(rig);
        const zoe = await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
        await remoteIdOf(rig, bare, 'zoe');
        await zoe.setMuted('microphone', true);
        await rig.world.farJoin({ userId: 'yan' });
        await remoteIdOf(rig, bare, 'yan');
        checkEqual(bare.of('sourceMuted').length, 0, 'How often the mute of zoe was told');
        await ended(rig, bare);
      },
    },
    {
      id: 'RTC-CLAIM-08',
      title: 'Another track keeps the publication, takes its place, or is refused, as is claimed.',
      law: 'claims',
      rules: [18],
      async run(rig) {
        const watcher = await bareJoined(rig);
        const bare = await bareJoined(rig);
        const wanted = [bare.publication('microphone'), bare.publication('camera')];
        await resolves(rig, bare.driver.doSyncLocal(wanted, call()), 'Publishing', rig.timeouts.publish);
        await eventually(rig, 'others see both', () => watcher.of('sourcePublished').length === 2);
        const { track } = bare.publication('microphone');
        const replacing = bare.driver.doReplaceTrack('microphone', track, call());
        const what = 'Replacing the track of the microphone';
        const { status } = await outcome(rig, replacing, { what, withinMs: rig.timeouts.publish });
        const { replaceTrack } = bare.adapter.capabilities;
        checkEqual(status, replaceTrack === 'none' ? 'rejected' : 'fulfilled', what);
        if (replaceTrack === 'republish')
          await eventually(rig, 'it is published anew', () => watcher.of('sourcePublished').length === 3);
        await resolves(rig, bare.driver.doSyncLocal([], call()), 'Withdrawing', rig.timeouts.publish);
        const again = replaceTrack === 'republish' ? 1 : 0;
        const withdrawn = (): number => watcher.of('sourceUnpublished').length;
        await eventually(rig, 'others see none', () => withdrawn() >= 2 + again);
        checkEqual(watcher.of('sourcePublished').length, 2 + again, 'How many publications were told');
        await ended(rig, bare, watcher);
      },
    },
    {
      id: 'RTC-CLAIM-09',
      title: 'Whatever id the patterns allow can be joined with.',
      law: 'claims',
      rules: [6],
      async run(rig) {
        const { userIdPattern, roomPattern } = rig.adapter.limits;
        for (const id of oddIds) {
          for (const [key, pattern] of [
            ['userId', userIdPattern],
            ['room', roomPattern],
          ] as const) {
            if (!pattern.test(id)) continue;
            const bare = await rig.bare();
            await resolves(rig, bare.join({ [key]: id }), `Joining with ${key} "${id}"`, rig.timeouts.join);
            await ended(rig, bare);
          }
        }
      },
    },
  ]),
];
