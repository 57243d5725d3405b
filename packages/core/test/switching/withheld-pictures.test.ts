import { describe, expect, it } from 'vitest';
import { RtcError } from '../../src/errors/rtc-error.ts';
import { createSwitchRig, type SwitchRig, type Vendor } from './rig.ts';

const last = ({ published }: Vendor): readonly string[] | undefined =>
  published.at(-1)?.map(({ source }) => source);

/** A call in which microphone and pictures are sent, on its way to a vendor that takes sound when the test says so. */
async function createCall(...pictures: readonly ('camera' | 'screen')[]) {
  const rig: SwitchRig = await createSwitchRig({
    other: { able: { cameraWithScreen: pictures.length < 2 } },
  });
  const { session, other } = rig;
  await session.microphone.enable();
  for (const picture of pictures) await session[picture].enable();
  other.answers.join = { roster: [], localDeferred: true };
  let settle = (): void => undefined;
  const { run } = other.publishing;
  other.publishing.run = () => new Promise((resolve) => (settle = () => resolve({ failed: [] })));
  const taken = (): void => {
    other.publishing.run = run;
    settle();
  };
  return { ...rig, taken };
}

describe('pictures of a call that is switched', () => {
  it('are given to the next vendor once the sound is there, and once', async () => {
    const { other, begin, pass, taken } = await createCall('camera');
    const outcome = begin();
    await pass(500);
    expect(other.published.map((set) => set.map(({ source }) => source))).toEqual([['microphone']]);
    taken();
    await pass(500);
    expect([outcome.result?.to, last(other)]).toEqual(['other', ['microphone', 'camera']]);
    expect(other.published).toHaveLength(2);
  });

  it('are not given to it as long as it refuses the sound', async () => {
    const { other, begin, pass, session } = await createCall('camera');
    const error = new RtcError({ code: 'network', message: 'Not now.' });
    other.publishing.run = () => Promise.resolve({ failed: [{ source: 'microphone', error }] });
    begin();
    await pass(1_000);
    expect(other.published.length).toBeGreaterThan(1);
    expect(new Set(other.published.map((set) => set.map(({ source }) => source).join()))).toEqual(
      new Set(['microphone']),
    );
    expect(session.camera.state.publication.status).toBe('published');
  });

  it('are the screen alone where the next vendor sends one at a time, and the camera after it', async () => {
    const { other, begin, pass, taken, session } = await createCall('camera', 'screen');
    const outcome = begin({ allow: ['camera-with-screen'] });
    await pass(500);
    taken();
    await pass(500);
    expect([outcome.result?.to, last(other)]).toEqual(['other', ['microphone', 'screen']]);
    const sets = other.published.length;
    await session.microphone.mute({ release: false });
    expect(other.published).toHaveLength(sets);
    await session.screen.disable();
    await pass(500);
    expect(last(other)).toEqual(['microphone', 'camera']);
  });

  it('are given at the deadline in any case', async () => {
    const { one, other, begin, pass, taken } = await createCall('camera');
    one.comes('zoe', 'microphone');
    const outcome = begin({ until: 'deadline', deadlineMs: 1_000 });
    await pass(500);
    taken();
    await pass(1_000);
    expect([outcome.error, outcome.result?.to, last(other)]).toEqual([
      undefined,
      'other',
      ['microphone', 'camera'],
    ]);
  });
});
