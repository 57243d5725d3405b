import { describe, expect, it } from 'vitest';
import type { RtcDriver } from '../../src/adapter/rtc-driver.ts';
import { RtcError } from '../../src/errors/rtc-error.ts';
import type { Leg } from '../../src/leg/leg.ts';
import { createSdkSound } from '../../src/leg/sdk-sound.ts';
import { reduce } from '../../src/state/reduce.ts';
import { createStore } from '../../src/state/store.ts';
import { createFakeEnvironment } from '../../src/testing/create-fake-environment.ts';

const key = { participantId: 'p1', source: 'microphone' } as const;

/** The sound of a leg with somebody on it, and what its SDK was told. */
function createRig(methods: Partial<RtcDriver> = {}) {
  const store = createStore(createFakeEnvironment().environment);
  store.extend({ reduce, run: () => undefined });
  store.dispatch({
    type: 'joinStarted',
    data: { room: 'r', userId: 'me', displayName: '', role: undefined, permissions: undefined },
  });
  const roster = [
    { remoteId: 'zoe#1', userId: 'zoe', sources: [{ source: 'microphone', muted: false }] },
  ] as const;
  store.dispatch({ type: 'joinSucceeded', data: { leg: 7, result: { roster } } });
  const told: string[] = [];
  const driver: Partial<RtcDriver> = {
    doSetVolume(remoteId, source, volume) {
      told.push(`${remoteId} ${source} ${String(volume)}`);
      return Promise.resolve();
    },
    ...methods,
  };
  const leg: Pick<Leg, 'call' | 'generation'> = {
    generation: 7,
    call: (_lanes, _bound, run) => run(driver as RtcDriver, { signal: new AbortController().signal }),
  };
  return { store, told, sound: createSdkSound(store, leg) };
}

describe('the sound of a leg whose SDK plays by itself', () => {
  it('is told a volume once, by the id of the driver, and again for a new track', () => {
    const { sound, told } = createRig();
    sound.setVolume(key, 1);
    sound.setVolume(key, 0.5);
    sound.setVolume(key, 0.5);
    expect(told).toEqual(['zoe#1 microphone 0.5']);
    sound.began(key);
    sound.setVolume(key, 0.5);
    sound.setVolume({ ...key, participantId: 'nobody' }, 0.5);
    expect(told).toEqual(['zoe#1 microphone 0.5', 'zoe#1 microphone 0.5']);
    sound.forget('p1');
    sound.setVolume(key, 1);
    expect(told).toHaveLength(2);
  });

  it('warns of a volume that is refused, and says it again', async () => {
    const refusing = (): Promise<void> => Promise.reject(new RtcError({ code: 'unknown', message: 'No.' }));
    let calls = 0;
    const { sound, store } = createRig({
      doSetVolume() {
        calls += 1;
        return refusing();
      },
    });
    const warnings: string[] = [];
    store.on('warning', ({ error }) => warnings.push(error.message));
    sound.setVolume(key, 0.5);
    await Promise.resolve().then(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    sound.setVolume(key, 0.5);
    expect([calls, warnings]).toEqual([2, ['No.']]);
  });

  it('is blocked where the browser refuses it, until it resumes', async () => {
    const { sound, store } = createRig({ doResumePlayback: () => Promise.resolve() });
    store.dispatch({ type: 'playbackBlocked', leg: 7, data: {} });
    expect([sound.blocked, store.state.playbackBlocked]).toEqual([true, true]);
    await sound.resume();
    expect([sound.blocked, store.state.playbackBlocked]).toEqual([false, false]);
    store.dispatch({ type: 'playbackBlocked', leg: 7, data: {} });
    store.dispatch({ type: 'callEnded', data: { reason: 'left' } });
    expect(sound.blocked).toBe(false);
  });

  it('refuses as unsupported what the driver has no method for', async () => {
    const { sound } = createRig();
    await expect(sound.setSpeaker('speaker-2')).rejects.toMatchObject({
      code: 'unsupported',
      message: 'Choosing the loudspeaker is not possible with this vendor.',
    });
    await expect(sound.resume()).rejects.toMatchObject({
      code: 'unsupported',
      message: 'Resuming playback is not possible with this vendor.',
    });
  });

  it('is not told a newer volume twice where an older one is refused late', async () => {
    const told: number[] = [];
    let refuse: () => void = () => undefined;
    const { sound } = createRig({
      doSetVolume(_remoteId, _source, volume) {
        told.push(volume);
        return volume === 0.5
          ? new Promise(
              (_, reject) =>
                (refuse = () => {
                  reject(new Error('No.'));
                }),
            )
          : Promise.resolve();
      },
    });
    sound.setVolume(key, 0.5);
    sound.setVolume(key, 0.7);
    refuse();
    await new Promise((resolve) => setImmediate(resolve));
    sound.setVolume(key, 0.7);
    expect(told).toEqual([0.5, 0.7]);
  });
});
