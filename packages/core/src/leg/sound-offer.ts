import { createGate, type GatedFamily } from '../capture/gate.ts';
import type { Offer, OfferedMedia, OfferedSource } from '../capture/offer.ts';
import type { LobbyEnvironment } from '../environment/rtc-environment.ts';
import { createAudioMix, type AudioMixPort, type MixInput } from './audio-mix.ts';

/** The sound in the microphone's publication of one leg. */
export interface SoundOffer {
  /** Returns what is to be published now. */
  offer(): Offer | undefined;
  /** Lets go of everything. */
  end(): void;
}

/** The way in which the sound of this side is sent over one leg. */
export interface SoundOfferContext {
  readonly environment: LobbyEnvironment;
  readonly microphone: OfferedSource;
  /** The screen's sound, where it is mixed into the microphone. */
  readonly screenAudio: OfferedSource | undefined;
  /** Tells whether the microphone goes through a relay always. */
  readonly relay: boolean;
  readonly contained: () => void;
  readonly warn: (cause: unknown) => void;
  /** See {@link AudioMixPort.asleep}. */
  readonly asleep?: AudioMixPort['asleep'];
}

/**
 * Makes it: the microphone itself, or a mix: where an SDK copies samples in ways that a gated track cannot silence, and where
 * the screen's sound has no publication of its own. The mix is announced muted only when both are: muting the microphone must
 * not cut the film that is being shown.
 */
export function createSoundOffer(context: SoundOfferContext): SoundOffer {
  const { environment, relay, microphone, screenAudio } = context;
  if (!relay && !screenAudio) return { offer: microphone.offer, end: () => undefined };
  const mix = createAudioMix(environment, context);
  const gate = createGate({
    contained() {
      if (!microphone.gate.expecting) context.contained();
    },
  });
  let mixed: (OfferedMedia & { end(): void }) | undefined;

  function mediaOf(track: MediaStreamTrack): typeof mixed {
    const families = new Set<GatedFamily>();
    return {
      track,
      hand() {
        const family = gate.hand(track);
        families.add(family);
        return family;
      },
      end() {
        for (const family of families) family.stop();
      },
    };
  }
  /** A gate or a track changed: silence must not wait for the next offer. */
  function refresh(): void {
    const inputs: MixInput[] = [];
    const screen = screenAudio?.offer()?.media;
    const own = microphone.offer()?.media;
    if (relay || screen) {
      if (own) inputs.push({ track: own.track, open: microphone.gate.open });
      if (screen) inputs.push({ track: screen.track, open: screenAudio.gate.open });
    }
    const output = mix.set(inputs);
    if (mixed?.track !== output) {
      mixed?.end();
      mixed = output && mediaOf(output);
    }
    const open = inputs.some((input) => input.open);
    if (gate.open !== open) gate.set(open);
  }
  const undos = [microphone, screenAudio].map((source) => source?.gate.watch(refresh));
  return {
    offer() {
      refresh();
      const own = microphone.offer();
      if (!mixed) return own;
      const screen = screenAudio?.offer();
      return { media: mixed, muted: (own?.muted ?? true) && (screen?.muted ?? true), contentHint: '' };
    },
    end() {
      for (const undo of undos) undo?.();
      mix.set([]);
      mixed?.end();
      mixed = undefined;
    },
  };
}
