import type { LocalPublication } from '../adapter/rtc-driver.ts';
import type { GatedFamily } from '../capture/gate.ts';
import type { Offer, OfferedMedia, Offers } from '../capture/offer.ts';
import type { LobbyEnvironment } from '../environment/rtc-environment.ts';
import type { RtcCapabilities } from '../model/capabilities.ts';
import type { QualityWishes, SourceQuality } from '../model/quality.ts';
import { sourceKinds, type SourceKind } from '../model/source-kind.ts';
import { createSoundOffer } from './sound-offer.ts';

/** The offers of this side, shaped for the vendor of one leg, with gated clones of the leg's own. */
export interface ShapedOffers {
  /** Returns what the leg should publish for a source now. */
  offer(source: SourceKind): Offer | undefined;
  /** Returns the quality that is wished for a publication. */
  quality(source: SourceKind): SourceQuality;
  /** The same as the driver is told of it. A clone is given again until the device changes, or the vendor has stopped it. */
  publication(source: SourceKind): LocalPublication | undefined;
  /** All of them. */
  publications(): readonly LocalPublication[];
  /** Returns what a clone of the leg was made from. */
  mediaOf(source: SourceKind, clone: MediaStreamTrack | null): OfferedMedia | undefined;
  /** The sources that a publication carries: what a server does to it, it does to all of them. */
  carriedBy(source: SourceKind): readonly SourceKind[];
  /** The publication that carries a source. */
  carrierOf(source: SourceKind): SourceKind;
  /** The vendor is known to send this for a source: clones of anything else that nobody wants any more end. */
  confirm(source: SourceKind, media: OfferedMedia | undefined): void;
  /** Ends every clone of the leg. */
  end(): void;
}

/** The surroundings of shaped offers. */
export interface ShapedOffersContext {
  readonly environment: LobbyEnvironment;
  readonly offers: Offers;
  readonly capabilities: Pick<RtcCapabilities, 'sources' | 'screenAudio' | 'audioRelayNeeded'>;
  readonly contained: () => void;
  readonly warn: (cause: unknown) => void;
  /** The browser lets no sound pass that goes through a relay or a mix, or does so again. */
  readonly asleep?: ((asleep: boolean) => void) | undefined;
  /** The app's wishes for quality. */
  readonly quality?: QualityWishes | undefined;
  /** Sources that are not offered yet. */
  readonly withheld?: ReadonlySet<SourceKind> | undefined;
}

/** Shapes offers for one leg. */
export function shapeOffers(context: ShapedOffersContext): ShapedOffers {
  const { environment, offers, contained, warn } = context;
  const { sources, screenAudio, audioRelayNeeded: relay } = context.capabilities;
  const mixed = screenAudio === 'mixed';
  const sound = createSoundOffer({
    environment,
    microphone: offers.microphone,
    screenAudio: mixed ? offers['screen-audio'] : undefined,
    relay,
    contained,
    warn,
    asleep: context.asleep,
  });
  const clones = new Map<SourceKind, Map<OfferedMedia, GatedFamily>>(
    sourceKinds.map((source) => [source, new Map()]),
  );

  let over = false;

  function offer(source: SourceKind): Offer | undefined {
    // Whoever looks once more must not have anything made anew.
    if (over || context.withheld?.has(source)) return undefined;
    if (source === 'microphone') return sound.offer();
    if (!sources.includes(source) || (source === 'screen-audio' && screenAudio !== 'separate'))
      return undefined;
    return offers[source].offer();
  }
  function cloneOf(source: SourceKind, media: OfferedMedia): MediaStreamTrack {
    const known = clones.get(source)?.get(media);
    // A vendor may have stopped its clone: it gets another one.
    if (known?.track.readyState === 'live') return known.track;
    const family = media.hand();
    clones.get(source)?.set(media, family);
    return family.track;
  }
  /** The sound of a screen is a film's unless the app says otherwise, also where it travels in the microphone. */
  function quality(source: SourceKind): SourceQuality {
    const of = context.quality?.of ?? {};
    const sounds =
      source === 'screen-audio' ||
      (source === 'microphone' && mixed && offers['screen-audio'].offer()?.media !== undefined);
    const wished = { ...of[source], ...(sounds && { music: true, stereo: true, ...of['screen-audio'] }) };
    const contentHint = wished.contentHint ?? (wished.music ? 'music' : offer(source)?.contentHint);
    return contentHint ? { ...wished, contentHint } : wished;
  }
  function publication(source: SourceKind): LocalPublication | undefined {
    const wanted = offer(source);
    if (!wanted) return undefined;
    const { media, muted } = wanted;
    const wished = quality(source);
    const { contentHint = '', maxBitrate } = wished;
    const track = media ? cloneOf(source, media) : null;
    // Here, and not by each vendor: a track that takes another one's place comes to it without a word about it.
    if (track && track.contentHint !== contentHint) track.contentHint = contentHint;
    return { source, track, muted, contentHint, maxBitrate, quality: wished };
  }
  return {
    offer,
    quality,
    publication,
    publications: () => sourceKinds.flatMap((source) => publication(source) ?? []),
    mediaOf: (source, clone) =>
      [...(clones.get(source) ?? [])].find(([, family]) => family.track === clone)?.[0],
    carriedBy: (source) => (mixed && source === 'microphone' ? ['microphone', 'screen-audio'] : [source]),
    carrierOf: (source) => (mixed && source === 'screen-audio' ? 'microphone' : source),
    confirm(source, sent) {
      const wanted = offer(source)?.media;
      for (const [media, family] of clones.get(source) ?? []) {
        if (media === sent || media === wanted) continue;
        family.stop();
        clones.get(source)?.delete(media);
      }
    },
    end() {
      over = true;
      for (const families of clones.values()) {
        for (const family of families.values()) family.stop();
        families.clear();
      }
      sound.end();
    },
  };
}
