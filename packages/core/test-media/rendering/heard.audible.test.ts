import { describe, expect, it } from 'vitest';
import type { RemoteSourceKey } from '../../src/model/remote-source-key.ts';
import { watchUntil } from './look.ts';
import { connect, toneTrack } from './peers.ts';
import { createMediaRig } from './rig.ts';
import { createTabEar } from './tab-ear.ts';

const microphone: RemoteSourceKey = { participantId: 'p1', source: 'microphone' };
const otherMicrophone: RemoteSourceKey = { participantId: 'p2', source: 'microphone' };

/** Hears which of the given tones, in hertz, this tab really plays. */
async function hearTones(tones: readonly number[]): Promise<() => string> {
  const ear = await createTabEar(4096);
  return () => {
    ear.listen();
    return tones.filter((hertz) => ear.levelAt(hertz) > -45).join(' ');
  };
}

/** A sentinel that takes the same way to the ear: what is heard with it is all that is heard. */
function beep(hertz: number): () => Promise<void> {
  const context = new AudioContext();
  const oscillator = new OscillatorNode(context, { frequency: hertz });
  oscillator.connect(context.destination);
  oscillator.start();
  return () => context.close();
}

/** Tells what is heard beside a sentinel that begins now. */
async function heardWith(listen: () => string): Promise<string> {
  const stop = beep(5_000);
  const seen = await watchUntil(listen, (tones) => tones.includes('5000'));
  await stop();
  await watchUntil(listen, (tones) => !tones.includes('5000'));
  return (seen.at(-1) ?? '').replace('5000', '').trim();
}

describe('what a tab really plays', { timeout: 30_000 }, () => {
  it('is each remote sound once: the new one after a change of track, none after its end', async () => {
    const rig = createMediaRig();
    const listen = await hearTones([1_000, 3_000, 5_000]);
    const { tracks } = await connect([toneTrack(1_000), toneTrack(3_000)]);
    const [first, second] = tracks;
    expect(await heardWith(listen)).toBe('');
    rig.media.setTrack(microphone, first);
    await watchUntil(listen, (tones) => tones === '1000');
    expect(await heardWith(listen)).toBe('1000');
    rig.media.setTrack(microphone, second);
    await watchUntil(listen, (tones) => tones === '3000');
    expect(await heardWith(listen)).toBe('3000');
    rig.media.setVolume(microphone, 0);
    await watchUntil(listen, (tones) => tones === '');
    rig.media.setVolume(microphone, 1);
    await watchUntil(listen, (tones) => tones === '3000');
    rig.media.setTrack(microphone, undefined);
    await watchUntil(listen, (tones) => tones === '');
    // What was let go of stays silent while others play.
    rig.media.setTrack(otherMicrophone, first);
    await watchUntil(listen, (tones) => tones === '1000');
    expect(await heardWith(listen)).toBe('1000');
    rig.media.dispose();
    await watchUntil(listen, (tones) => tones === '');
  });

  it('is one copy of a mix that everybody has', async () => {
    const rig = createMediaRig({ player: 'mix' });
    const listen = await hearTones([1_000, 5_000]);
    const { tracks } = await connect([toneTrack(1_000)]);
    const [mix] = tracks;
    rig.media.setTrack(microphone, mix);
    rig.media.setTrack(otherMicrophone, mix);
    await watchUntil(listen, (tones) => tones === '1000');
    expect(rig.audio).toHaveLength(1);
    rig.media.remove('p1');
    expect(await heardWith(listen)).toBe('1000');
    rig.media.remove('p2');
    await watchUntil(listen, (tones) => tones === '');
  });
});
