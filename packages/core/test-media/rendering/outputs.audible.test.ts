import { expect, it, onTestFinished } from 'vitest';
import type { RemoteSourceKey } from '../../src/model/remote-source-key.ts';
import { watchUntil } from './look.ts';
import { connect } from './peers.ts';
import { createMediaRig } from './rig.ts';

const people = 60;
const pitchOf = (index: number): number => 400 + index * 100;

interface TabCapture extends DisplayMediaStreamOptions {
  readonly preferCurrentTab: boolean;
}

/** Hears how many of the tones this tab really plays. */
async function tabEar(): Promise<() => number> {
  const raw = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  const request: TabCapture = { video: true, audio: raw, preferCurrentTab: true };
  const tab = await navigator.mediaDevices.getDisplayMedia(request);
  const context = new AudioContext();
  onTestFinished(async () => {
    for (const track of tab.getTracks()) track.stop();
    await context.close();
  });
  const analyser = new AnalyserNode(context, { fftSize: 16_384, smoothingTimeConstant: 0 });
  context.createMediaStreamSource(new MediaStream(tab.getAudioTracks())).connect(analyser);
  const levels = new Float32Array(analyser.frequencyBinCount);
  const levelAt = (hertz: number): number =>
    Math.max(
      ...[-1, 0, 1].map(
        (aside) => levels[Math.round((hertz * analyser.fftSize) / context.sampleRate) + aside] ?? -Infinity,
      ),
    );
  return () => {
    analyser.getFloatFrequencyData(levels);
    let heard = 0;
    for (let index = 0; index < people; index += 1)
      if (levelAt(pitchOf(index)) > levelAt(pitchOf(index) + 50) + 12) heard += 1;
    return heard;
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
  const listen = await tabEar();
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
