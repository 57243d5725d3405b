import { driverFactNames, isRtcError, type RtcDriver } from '@jackfield/core/adapter';
import { check, checkEqual } from '../../run/check.ts';
import type { BareDriver } from '../../rig/bare-driver.ts';
import type { Clause } from '../clause.ts';
import { driverClauses } from '../define.ts';
import { bareJoined, call, ended } from '../../run/driver-scene.ts';
import type { Rig } from '../../rig/rig.ts';
import { gone, outcome, resolves } from '../../run/scene.ts';

/** A call of each method that an app can bring about, as core makes it. A new method does not compile until it is listed. */
const calls: Readonly<
  Record<
    Exclude<keyof RtcDriver, 'native' | 'dispose' | 'doJoin' | 'doLeave' | 'doAbandon'>,
    (bare: BareDriver) => Promise<unknown> | undefined
  >
> = {
  doSyncLocal: ({ driver, publication }) => driver.doSyncLocal([publication('microphone')], call()),
  doReplaceTrack: ({ driver, publication }) =>
    driver.doReplaceTrack('microphone', publication('microphone').track, call()),
  doSetMuted: ({ driver }) => driver.doSetMuted('microphone', true, call()),
  doSetQuality: ({ driver }) => driver.doSetQuality?.('camera', { maxBitrate: 100_000 }, call()),
  doSyncRemote: ({ driver }) => driver.doSyncRemote('nobody', [{ source: 'camera' }], call()),
  doRenewCredential: ({ driver }) =>
    driver.doRenewCredential?.({ reason: 'expiring', signal: new AbortController().signal }),
  doSetProfile: ({ driver }) => driver.doSetProfile?.({ displayName: 'Ann' }),
  doSetRole: ({ driver, adapter }) => driver.doSetRole?.(adapter.capabilities.roles[0] ?? ''),
  doSendMessage: ({ driver }) => driver.doSendMessage?.({ topic: 'chat', text: 'hi' }),
  doSetSignals: ({ driver }) => driver.doSetSignals?.({ levels: true, quality: true }),
  doGetStats: ({ driver }) => driver.doGetStats?.(),
  doSetAudioOutput: ({ driver }) => driver.doSetAudioOutput?.('default'),
  doSetVolume: ({ driver }) => driver.doSetVolume?.('nobody', 'microphone', 0.5),
  doResumePlayback: ({ driver }) => driver.doResumePlayback?.(),
  doModerate: ({ driver }) => driver.doModerate?.({ action: 'kick', remoteId: 'nobody' }),
};

/** The laws of a method that is called where there is no call: it settles in time, says why in words, and does nothing. */
async function settlesWithoutCall(rig: Rig, bare: BareDriver, when: string): Promise<void> {
  const before = bare.facts.length;
  for (const [name, ask] of Object.entries(calls)) {
    const what = `${name} ${when}`;
    let asked: Promise<unknown> | undefined;
    try {
      asked = ask(bare);
    } catch (error) {
      check(false, `${what} should give a promise, and threw.`, error);
    }
    if (!asked) continue;
    const result = await outcome(rig, asked, { what, withinMs: rig.timeouts.publish });
    if (result.status === 'fulfilled') continue;
    check(isRtcError(result.reason), `${what} should reject with an RtcError.`, result.reason);
    checkEqual(result.reason.adapter, rig.adapter.name, `The adapter in the error of ${what}`);
  }
  const told = bare.facts.slice(before).filter(({ name }) => name !== 'vendorEvent');
  checkEqual(
    told.map(({ name }) => name),
    [],
    `The facts of methods that are called ${when}, of ${String(driverFactNames.length)} that there are`,
  );
}

/** Laws of the life of a driver, over every method. */
export const driverTraitClauses: readonly Clause[] = driverClauses([
  {
    id: 'RTC-DRIVER-31',
    title: 'Before a join every method settles in time, with an RtcError where it rejects, and does nothing.',
    law: 'any-rejection',
    saboteurs: ['throws-before-a-join'],
    async run(rig) {
      const bare = await rig.bare();
      await settlesWithoutCall(rig, bare, 'before a join');
      checkEqual(await rig.world.presences(bare.userId), 0, `Presences of ${bare.userId} in the room`);
      bare.driver.dispose();
    },
  },
  {
    id: 'RTC-DRIVER-32',
    title:
      'After a leave every method settles in time, with an RtcError where it rejects, and brings nothing back.',
    law: 'disposed',
    rules: [10],
    async run(rig) {
      const watcher = await bareJoined(rig);
      const bare = await bareJoined(rig);
      await resolves(rig, bare.driver.doLeave(), 'Leaving', rig.timeouts.leave);
      await gone(rig, bare.userId);
      await settlesWithoutCall(rig, bare, 'after a leave');
      await gone(rig, bare.userId);
      checkEqual(watcher.of('sourcePublished').length, 0, 'How many publications others see');
      bare.driver.dispose();
      await ended(rig, watcher);
    },
  },
]);
