import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import { createAudioMix, type MixInput } from './audio-mix.ts';
import { createGate } from './gate.ts';
import type { OwnSource } from './own-source.ts';
import type { Offer } from './publication.ts';

/** What the microphone's publication carries. */
export interface MicrophoneOffer {
  /** See `createPublication`. */
  offer(): Offer | undefined;
  /** A gate or a track changed: silence must not wait for the next offer. */
  refresh(): void;
}

/** How the sound of this side is sent. */
export interface MicrophoneOfferContext {
  readonly environment: RtcEnvironment;
  readonly microphone: () => OwnSource;
  readonly screenAudio: () => OwnSource;
  /** Whether the microphone goes through a relay always. */
  readonly relay: boolean;
  /** Whether the screen's sound is mixed into the microphone. */
  readonly mixed: boolean;
  readonly contained: () => void;
}

/**
 * The microphone itself, or a mix: where an SDK copies samples in ways that a gated track cannot silence, and where the
 * screen's sound has no publication of its own. The mix is announced muted only when both are: muting the microphone must
 * not cut the film that is being shown.
 */
export function createMicrophoneOffer(context: MicrophoneOfferContext): MicrophoneOffer {
  const { environment, relay, mixed } = context;
  const mix = createAudioMix(environment, (cause) => {
    context.microphone().warn(cause);
  });
  const gate = createGate({
    contained() {
      if (!context.microphone().gate.expecting) context.contained();
    },
  });
  let output: MediaStreamTrack | undefined;

  function refresh(): void {
    if (!relay && !mixed) return;
    const microphone = context.microphone();
    const screenAudio = mixed ? context.screenAudio() : undefined;
    const inputs: MixInput[] = [];
    const sharing = Boolean(screenAudio?.offer()?.track);
    if (relay || sharing) {
      for (const source of [microphone, screenAudio]) {
        const track = source?.offer()?.track;
        if (source && track) inputs.push({ track, open: source.gate.open });
      }
    }
    output = mix.set(inputs);
    const open = inputs.some((input) => input.open);
    if (gate.open !== open) gate.set(open);
  }

  return {
    refresh,
    offer() {
      refresh();
      const own = context.microphone().offer();
      if (!output) return own;
      const screen = mixed ? context.screenAudio().offer() : undefined;
      return { track: output, gate, muted: (own?.muted ?? true) && (screen?.muted ?? true), contentHint: '' };
    },
  };
}
