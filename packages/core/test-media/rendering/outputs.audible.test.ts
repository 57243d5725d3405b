import { expect, it, onTestFinished } from 'vitest';
import type { RemoteSourceKey } from '../../src/model/remote-source-key.ts';
import { watchUntil } from './look.ts';
import { connect } from './peers.ts';
import { createMediaRig } from './rig.ts';
import { createTabEar } from './tab-ear.ts';

const people = 60;
const pitchOf = (index: number): number => 400 + index * 100;

/** Hears how many of the tones this tab really plays. */
async function countTones(): Promise<() => number> {
  const ear = await createTabEar(16_384);
  // A pitch may lie beside the one that was measured.
  const levelAt = (hertz: number): number =>
    Math.max(...[-3, 0, 3].map((aside) => ear.levelAt(hertz + aside)));
  return () => {
    ear.listen();
    const all = Array.from({ length: people }, (_, index) => pitchOf(index));
    return all.filter((hertz) => levelAt(hertz) > levelAt(hertz + 50) + 12).length;
  };
}

/** Tones that are quiet enough to be heard together. */
function quietTones(): readonly MediaStreamTrack[] {
  const context = new AudioContext();
  onTestFinished(() => context.close());
  return Array.from({ length: people }, (_, index) => {
    const oscillator = new OscillatorNode(context, { frequency: pitchOf(index) });
    const destination = context.createMediaStreamDestination();
    oscillator.connect(new GainNode(context, { gain: 0.03 })).connect(destination);
    oscillator.start();
    const [track] = destination.stream.getAudioTracks();
    if (!track) throw new Error('The audio context gave no track.');
    return track;
  });
}

it('sixty people over a peer connection are all heard', { timeout: 30_000 }, async () => {
  const rig = createMediaRig();
  const listen = await countTones();
  const { tracks } = await connect(quietTones());
  for (const [index, track] of tracks.entries()) {
    const key: RemoteSourceKey = { participantId: `p${String(index)}`, source: 'microphone' };
    rig.media.setExpected(key, true);
    rig.media.setTrack(key, track);
  }
  await watchUntil(
    () => String(listen()),
    (heard) => heard === String(people),
  );
  expect(rig.told.renders).not.toContain('not-playing: outputs');
});
