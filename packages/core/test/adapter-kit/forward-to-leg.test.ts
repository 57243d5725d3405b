import { expect, it } from 'vitest';
import type { AdapterLeg } from '../../src/adapter-kit/adapter-leg.ts';
import { forwardToLeg, methodsClaimedBy } from '../../src/adapter-kit/forward-to-leg.ts';
import type { RtcCapabilities } from '../../src/model/capabilities.ts';
import { capabilities } from './leg-rig.ts';

const call = { signal: new AbortController().signal };

/** A leg that has only what every leg has, and writes down what it is asked. */
function createLeg(more: Partial<AdapterLeg> = {}) {
  const asked: unknown[][] = [];
  const leg: Omit<AdapterLeg, 'native'> = {
    result: { roster: [] },
    doLeave: () => Promise.resolve(),
    doSyncLocal(...given) {
      asked.push(['doSyncLocal', ...given]);
      return Promise.resolve({ failed: [] });
    },
    doReplaceTrack(...given) {
      asked.push(['doReplaceTrack', ...given]);
      return Promise.resolve();
    },
    doSetMuted(...given) {
      asked.push(['doSetMuted', ...given]);
      return Promise.resolve();
    },
    doSyncRemote(...given) {
      asked.push(['doSyncRemote', ...given]);
      return Promise.resolve();
    },
    ...more,
  };
  return { leg, asked };
}

it.each<readonly [string, Partial<RtcCapabilities>, readonly string[]]>([
  ['nothing', {}, []],
  ['a renewed credential', { renewCredential: true }, ['doRenewCredential']],
  ['names that change', { displayNames: true }, ['doSetProfile']],
  ['names at the join alone', { displayNames: 'at-join' }, []],
  ['roles', { roles: ['host'] }, ['doSetRole']],
  ['messages', { messages: { maxBytes: 10, directed: false, reliable: true } }, ['doSendMessage']],
  ['statistics', { stats: true }, ['doGetStats']],
  ['moderation', { moderation: ['kick'] }, ['doModerate']],
  [
    'sound that the SDK plays',
    { remoteAudio: 'sdk-played' },
    ['doSetAudioOutput', 'doSetVolume', 'doResumePlayback'],
  ],
])('claims for %s', (_what, claimed, methods) => {
  expect(methodsClaimedBy({ ...capabilities, ...claimed })).toEqual(methods);
});

it('has the four methods of every driver, and those that are claimed', () => {
  const { leg } = createLeg();
  const every = ['doSyncLocal', 'doReplaceTrack', 'doSetMuted', 'doSyncRemote'];
  expect(Object.keys(forwardToLeg(() => leg, []))).toEqual(every);
  expect(Object.keys(forwardToLeg(() => leg, ['doGetStats']))).toEqual([...every, 'doGetStats']);
});

it('hands everything on as it was given, and the answer back', async () => {
  const { leg, asked } = createLeg({ doGetStats: () => Promise.resolve([]) });
  const forwarded = forwardToLeg(() => leg, ['doGetStats']);
  expect(await forwarded.doSyncLocal([], call)).toEqual({ failed: [] });
  await forwarded.doReplaceTrack('camera', null, call);
  await forwarded.doSetMuted('camera', true, call);
  await forwarded.doSyncRemote('ada', [], call);
  expect(await forwarded.doGetStats?.()).toEqual([]);
  expect(asked).toEqual([
    ['doSyncLocal', [], call],
    ['doReplaceTrack', 'camera', null, call],
    ['doSetMuted', 'camera', true, call],
    ['doSyncRemote', 'ada', [], call],
  ]);
});

it('asks for the leg at each call, and rejects with what that throws instead of throwing', async () => {
  const refusal = new Error('This leg has not joined.');
  const { leg, asked } = createLeg();
  let present = false;
  const forwarded = forwardToLeg(() => {
    if (present) return leg;
    throw refusal;
  }, ['doSetRole']);
  await expect(forwarded.doSetMuted('microphone', true, call)).rejects.toBe(refusal);
  await expect(forwarded.doSetRole?.('host')).rejects.toBe(refusal);
  expect(asked).toEqual([]);
  present = true;
  await forwarded.doSetMuted('microphone', true, call);
  expect(asked).toHaveLength(1);
});

it('does nothing where the leg has none of what an adapter claims, and has an answer all the same', async () => {
  const { leg, asked } = createLeg();
  const claimed = [
    'doRenewCredential',
    'doSetProfile',
    'doSetRole',
    'doSendMessage',
    'doSetQuality',
  ] as const;
  const more = ['doGetStats', 'doModerate', 'doSetAudioOutput', 'doSetVolume', 'doResumePlayback'] as const;
  const driver = forwardToLeg(() => leg, [...claimed, ...more]);
  expect(
    await Promise.all([
      driver.doRenewCredential?.({ reason: 'expiring', signal: call.signal }),
      driver.doSetProfile?.({ displayName: 'Ada' }),
      driver.doSetRole?.('host'),
      driver.doSendMessage?.({ topic: 'chat', text: 'hello' }),
      driver.doSetQuality?.('camera', {}, call),
      driver.doGetStats?.(),
      driver.doModerate?.({ action: 'close-room' }),
      driver.doSetAudioOutput?.('speaker-1'),
      driver.doSetVolume?.('ada', 'microphone', 0.5),
      driver.doResumePlayback?.(),
    ]),
  ).toEqual([{}, undefined, undefined, undefined, undefined, [], undefined, undefined, undefined, undefined]);
  expect(asked).toEqual([]);
});
