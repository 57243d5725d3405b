import { sourceKinds, mediaKindOf, type LocalPublication, type SourceKind } from '@jackfield/core/adapter';
import { resolveQuality } from '@jackfield/core/adapter-kit';
import type { MemberState } from '../protocol/member-state.ts';
import { encodingFor } from '../peer/encoding-for.ts';
import type { ViewSize } from '../peer/peer-payload.ts';
import type { SenderWish } from '../peer/sender-slot.ts';

/** What this session publishes, and what that means for each sender. */
export class LocalPublications {
  readonly #bitrates: Partial<Record<SourceKind, number>>;
  readonly #publications = new Map<SourceKind, LocalPublication>();
  #revision = 0;

  /** `bitrates` are the bounds of the options, where the app wishes for none. */
  constructor(bitrates: Partial<Record<SourceKind, number>> = {}) {
    this.#bitrates = bitrates;
  }

  /** What the others are told. */
  get state(): MemberState {
    const sources = sourceKinds.flatMap((source) => {
      const publication = this.#publications.get(source);
      return publication ? [{ source, muted: publication.muted }] : [];
    });
    return { revision: this.#revision, sources };
  }

  get(source: SourceKind): LocalPublication | undefined {
    return this.#publications.get(source);
  }

  /** Makes the publications equal the set. Says whether the others have to be told. */
  replaceAll(wanted: readonly LocalPublication[]): boolean {
    return this.#change(() => {
      this.#publications.clear();
      for (const publication of wanted) this.#set(publication);
    });
  }

  /** Changes one publication; nothing where it is not published. Says whether the others have to be told. */
  update(source: SourceKind, change: Partial<Omit<LocalPublication, 'source'>>): boolean {
    const publication = this.#publications.get(source);
    if (!publication) return false;
    return this.#change(() => this.#set({ ...publication, ...change }));
  }

  /** Ends one publication. Says whether the others have to be told. */
  remove(source: SourceKind): boolean {
    return this.#change(() => this.#publications.delete(source));
  }

  /** What one peer's sender of a source should do. `wanted` is what that peer wants of it, if it does. */
  senderWish(source: SourceKind, wanted: { readonly size?: ViewSize | undefined } | undefined): SenderWish {
    const publication = this.#publications.get(source);
    // A muted picture is not worth encoding; muted sound is silence already and keeps the receiver's clock running.
    const idle = !publication || !wanted || (publication.muted && mediaKindOf(source) === 'video');
    if (idle || !publication.track) return { track: null, encoding: undefined };
    const { track } = publication;
    const { width, height } = track.getSettings();
    const encoding = encodingFor({
      source,
      maxBitrate: publication.maxBitrate ?? this.#bitrates[source] ?? resolveQuality(publication).maxBitrate,
      quality: publication.quality,
      captured: width !== undefined && height !== undefined ? { width, height } : undefined,
      shown: wanted.size,
    });
    return { track, encoding };
  }

  #set(publication: LocalPublication): void {
    const { source, track, contentHint } = publication;
    if (track && track.contentHint !== contentHint) track.contentHint = contentHint;
    this.#publications.set(source, publication);
  }

  #change(change: () => void): boolean {
    const before = JSON.stringify(this.state.sources);
    change();
    if (JSON.stringify(this.state.sources) === before) return false;
    this.#revision += 1;
    return true;
  }
}
