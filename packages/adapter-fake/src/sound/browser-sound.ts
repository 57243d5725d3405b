import type { FakeMix, FakeOutput } from '../cloud/media.ts';
import type { SharedContext } from './shared-context.ts';

/** Plays a track in an element of its own, as an SDK does that plays by itself. */
export function playInElement(track: MediaStreamTrack): FakeOutput {
  const element = new Audio();
  element.srcObject = new MediaStream([track]);
  return {
    setVolume(volume) {
      element.volume = volume;
      element.muted = volume === 0;
    },
    async setSpeaker(deviceId) {
      if (deviceId !== '' || element.sinkId !== '') await element.setSinkId(deviceId);
    },
    resume: () => element.play(),
    stop() {
      element.pause();
      element.srcObject = null;
    },
  };
}

/** Mixes tracks into one by Web Audio, as a conference bridge does. */
export function createBrowserMix(shared: SharedContext): FakeMix {
  const context = shared.hold();
  const destination = context.createMediaStreamDestination();
  const [track] = destination.stream.getAudioTracks();
  if (!track) throw new TypeError('This browser made a stream without a track.');
  let inputs: readonly MediaStreamAudioSourceNode[] = [];
  const clear = (): void => {
    for (const input of inputs) input.disconnect();
  };
  return {
    track,
    set(tracks) {
      clear();
      inputs = tracks.map((each) => context.createMediaStreamSource(new MediaStream([each])));
      for (const input of inputs) input.connect(destination);
    },
    stop() {
      if (track.readyState === 'ended') return;
      clear();
      track.stop();
      shared.release();
    },
  };
}
