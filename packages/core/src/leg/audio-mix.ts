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

/** The parts that a mix tells what it cannot do. */
export interface AudioMixPort {
  /** Something was refused that nobody awaits. */
  readonly warn: (cause: unknown) => void;
  /** The browser lets nothing pass, and does not wake by itself; or it does again. */
  readonly asleep?: ((asleep: boolean) => void) | undefined;
}

/** Makes a mix. It holds an audio context only while it has an input, and keeps that awake. */
export function createAudioMix(environment: LobbyEnvironment, { warn, asleep }: AudioMixPort): AudioMix {
  let context: AudioContextPort | undefined;
  let rest: (() => void) | undefined;
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
        rest?.();
        context?.close().catch(warn);
        context = output = undefined;
        return undefined;
      }
      if (!context || !output) {
        context = environment.createAudioContext();
        rest = keepAwake(context, environment, (now) => asleep?.(now));
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

/** The time that a context may take to wake before it is told, in milliseconds. */
const wakeMs = 1_000;

/**
 * Wakes a context whenever it falls asleep: at once, when the page is in front again, and with each act of the person, for which some
 * browsers wait. Returns the undo.
 */
function keepAwake(
  context: AudioContextPort,
  { clock, observePage }: Pick<LobbyEnvironment, 'clock' | 'observePage'>,
  tell: (asleep: boolean) => void,
): () => void {
  let told = false;
  let cancel: (() => void) | undefined;
  const isAsleep = (): boolean => context.state !== 'running' && context.state !== 'closed';
  function become(asleep: boolean): void {
    cancel?.();
    cancel = undefined;
    if (told === asleep) return;
    told = asleep;
    tell(asleep);
  }
  function look(): void {
    if (!isAsleep()) {
      become(false);
      return;
    }
    // A refusal is no news: it is tried again, and told where it lasts.
    context.resume().catch(() => undefined);
    cancel ??= clock.after(wakeMs, () => {
      become(isAsleep());
    });
  }
  context.addEventListener('statechange', look);
  const unobserve = observePage((event) => {
    if (event === 'gesture' || event === 'visible') look();
  });
  look();
  return () => {
    context.removeEventListener('statechange', look);
    unobserve();
    become(false);
  };
}
