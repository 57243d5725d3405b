import type {
  AudioContextPort,
  AudioNodePort,
  GainNodePort,
  LobbyEnvironment,
} from '../environment/rtc-environment.ts';

/** Something that is mixed. */
export interface MixInput {
  readonly track: MediaStreamTrack;
  /** Tells whether it is heard. */
  readonly open: boolean;
}

/** A relay for one microphone, or a mixer for it and the screen's sound, with a gate before each input. */
export interface AudioMix {
  /** Changes what is mixed; the output stays the same track while there is any input. */
  set(inputs: readonly MixInput[]): MediaStreamTrack | undefined;
}

/** Makes a mix. It holds an audio context only while it has an input. */
export function createAudioMix(environment: LobbyEnvironment, warn: (cause: unknown) => void): AudioMix {
  let context: AudioContextPort | undefined;
  let output: ReturnType<AudioContextPort['createMediaStreamDestination']> | undefined;
  const nodes = new Map<MediaStreamTrack, { readonly source: AudioNodePort; readonly gain: GainNodePort }>();
  return {
    set(inputs) {
      for (const [track, { source, gain }] of nodes) {
        if (inputs.some((input) => input.track === track)) continue;
        source.disconnect();
        gain.disconnect();
        nodes.delete(track);
      }
      if (inputs.length === 0) {
        output?.stream.getTracks().forEach((track) => {
          track.stop();
        });
        context?.close().catch(warn);
        context = output = undefined;
        return undefined;
      }
      if (!context || !output) {
        context = environment.createAudioContext();
        context.resume().catch(warn);
        output = context.createMediaStreamDestination();
      }
      for (const { track, open } of inputs) {
        let node = nodes.get(track);
        if (!node) {
          node = {
            source: context.createMediaStreamSource(environment.createMediaStream([track])),
            gain: context.createGain(),
          };
          node.source.connect(node.gain);
          node.gain.connect(output);
          nodes.set(track, node);
        }
        node.gain.gain.value = open ? 1 : 0;
      }
      return output.stream.getTracks()[0];
    },
  };
}
