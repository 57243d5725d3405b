import type { LocalPublication } from '../adapter/rtc-driver.ts';
import type { OfferedMedia } from '../capture/offer.ts';
import type { RtcCapabilities } from '../model/capabilities.ts';
import { sourceKinds, type SourceKind } from '../model/source-kind.ts';
import type { ShapedOffers } from './shaped-offers.ts';

/** A part of a publication that can be changed by itself. */
export type SentPart = 'track' | 'mute' | 'quality';

/** The publications that a vendor is known to have, beside those that it should have. */
export interface SentRecord {
  /** Tells whether the vendor has a publication of the source. */
  has(source: SourceKind): boolean;
  /** Tells whether the vendor has what it should have. */
  isInLine(source: SourceKind): boolean;
  /** Returns what is to be done next for a source: the set, its track, its mute or its quality; undefined if it is in line. */
  next(source: SourceKind): 'set' | SentPart | undefined;
  /** Remembers what is offered now, and gives what records it for a source once the vendor has confirmed it. */
  snapshot(what?: SentPart): (source: SourceKind) => void;
  /** The same for what a join was given. */
  given(publications: readonly LocalPublication[]): (source: SourceKind) => void;
  /** A call about it was refused, or what the vendor has may have changed: its track, its mute, its quality, or all. */
  doubt(source: SourceKind, what?: SentPart): void;
  /** The vendor has nothing of it, or nobody knows what: only a set can tell. */
  forget(source: SourceKind): void;
}

const nothing: ReadonlySet<SentPart> = new Set();
const all: ReadonlySet<SentPart> = new Set(['track', 'mute', 'quality']);

/** Makes the record of a vendor that has nothing. */
export function createSentRecord(
  offers: Pick<ShapedOffers, 'offer' | 'confirm' | 'mediaOf' | 'quality'>,
  {
    replaceTrack,
    announcesMute,
    quality,
  }: Pick<RtcCapabilities, 'replaceTrack' | 'announcesMute' | 'quality'>,
): SentRecord {
  const sent = new Map<SourceKind, Sent>();
  const unknown = new Set<SourceKind>();
  const announces = (source: SourceKind): boolean => !announcesMute || announcesMute.includes(source);

  const textOf = (source: SourceKind): string => JSON.stringify(offers.quality(source));

  function next(source: SourceKind): 'set' | SentPart | undefined {
    const wanted = offers.offer(source);
    const had = sent.get(source);
    if (!wanted || !had) return wanted || had || unknown.has(source) ? 'set' : undefined;
    const track = had.media !== wanted.media || had.doubted.has('track');
    const mute = announces(source) && (had.muted !== wanted.muted || had.doubted.has('mute'));
    if (track && replaceTrack === 'none') return 'set';
    // Muting is announced before the track goes, unmuting after it came: nobody takes a release for a lost device.
    if (track && mute) return wanted.muted ? 'mute' : 'track';
    if (track || mute) return track ? 'track' : 'mute';
    const wished = quality?.sources[source] && (had.quality !== textOf(source) || had.doubted.has('quality'));
    return wished ? 'quality' : undefined;
  }
  function record(source: SourceKind, now: Sent | undefined): void {
    if (now) sent.set(source, now);
    else sent.delete(source);
    unknown.delete(source);
    // A vendor may still use what a refused call gave it.
    if (!now?.doubted.has('track')) offers.confirm(source, now?.media);
  }
  return {
    has: (source) => sent.has(source),
    isInLine: (source) => next(source) === undefined,
    next,
    snapshot(what) {
      const known = new Map(
        sourceKinds.map((source) => {
          const offer = offers.offer(source);
          const now = offer && { media: offer.media, muted: offer.muted, quality: textOf(source) };
          return [source, now && { ...now, doubted: nothing }];
        }),
      );
      return (source) => {
        const now = known.get(source);
        const had = sent.get(source);
        if (!what || !now || !had) {
          if (!what) record(source, now);
          return;
        }
        const doubted = new Set([...had.doubted].filter((each) => each !== what));
        record(source, {
          media: what === 'track' ? now.media : had.media,
          muted: what === 'mute' ? now.muted : had.muted,
          quality: what === 'quality' ? now.quality : had.quality,
          doubted,
        });
      };
    },
    given(publications) {
      return (source) => {
        const entry = publications.find((each) => each.source === source);
        record(
          source,
          entry && {
            media: offers.mediaOf(source, entry.track),
            muted: entry.muted,
            quality: JSON.stringify(entry.quality),
            doubted: nothing,
          },
        );
      };
    },
    doubt(source, what) {
      const had = sent.get(source);
      const doubted: ReadonlySet<SentPart> = what ? new Set([...(had?.doubted ?? []), what]) : all;
      if (had) sent.set(source, { ...had, doubted });
    },
    forget(source) {
      sent.delete(source);
      unknown.add(source);
    },
  };
}

/** A publication that a vendor is known to have. `doubted` is what a refused call may or may not have changed. */
interface Sent {
  readonly media: OfferedMedia | undefined;
  readonly muted: boolean;
  /** The wish for quality, as a text. */
  readonly quality: string;
  readonly doubted: ReadonlySet<SentPart>;
}
