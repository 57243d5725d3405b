import { sourceKinds, type RtcDriverSink, type RtcError, type SourceKind } from '@jackfield/core/adapter';
import type { MemberState } from '../protocol/member-state.ts';
import type { ViewSize, Wants } from './peer-payload.ts';

/** Whatever gives the track of a source once media can flow. */
export type TrackOf = (source: SourceKind) => MediaStreamTrack | undefined;

/**
 * What one member publishes and what is wanted of it, as facts in the right order: a source is published before its track
 * comes, whichever way and order the news took.
 */
export class RemoteSources {
  readonly #remoteId: string;
  readonly #sink: RtcDriverSink;
  #state: MemberState;
  #wanted: ReadonlyMap<SourceKind, ViewSize | undefined> = new Map();
  #revision = 0;
  readonly #delivered = new Map<SourceKind, MediaStreamTrack>();

  constructor(remoteId: string, state: MemberState, sink: RtcDriverSink) {
    this.#remoteId = remoteId;
    this.#state = state;
    this.#sink = sink;
  }

  get state(): MemberState {
    return this.#state;
  }

  get wants(): Wants {
    return {
      revision: this.#revision,
      sources: [...this.#wanted].map(([source, size]) => ({ source, size })),
    };
  }

  /** Takes news about what is published; old news changes nothing. */
  update(state: MemberState): void {
    if (state.revision > this.#state.revision) this.#apply(state);
  }

  /** Withdraws what may not be published any more; news that is told later does not bring it back. */
  restrict(allowed: readonly SourceKind[]): void {
    const { revision, sources } = this.#state;
    this.#apply({ revision, sources: sources.filter(({ source }) => allowed.includes(source)) });
  }

  #apply(state: MemberState): void {
    const before = this.#state;
    this.#state = state;
    for (const source of sourceKinds) {
      const was = before.sources.find((entry) => entry.source === source);
      const now = state.sources.find((entry) => entry.source === source);
      const ref = { remoteId: this.#remoteId, source };
      if (now && !was) this.#sink.sourcePublished({ ...ref, muted: now.muted });
      else if (was && !now) {
        this.#delivered.delete(source);
        this.#sink.sourceUnpublished(ref);
      } else if (was && now && was.muted !== now.muted) this.#sink.sourceMuted({ ...ref, muted: now.muted });
    }
  }

  /** Takes what is wanted from now on. False when that is no change. */
  want(wanted: ReadonlyMap<SourceKind, ViewSize | undefined>): boolean {
    const before = JSON.stringify(this.wants.sources);
    this.#wanted = wanted;
    for (const source of this.#delivered.keys()) if (!wanted.has(source)) this.#delivered.delete(source);
    if (JSON.stringify(this.wants.sources) === before) return false;
    this.#revision += 1;
    return true;
  }

  /** Reports the tracks of what is published and wanted, each once. */
  deliver(trackOf: TrackOf): void {
    for (const { source } of this.#state.sources) {
      const track = this.#wanted.has(source) ? trackOf(source) : undefined;
      if (!track || this.#delivered.get(source) === track) continue;
      this.#delivered.set(source, track);
      this.#sink.remoteTrack({ remoteId: this.#remoteId, source, track });
    }
  }

  /** Reports that what is published and wanted cannot be had. */
  fail(error: RtcError): void {
    for (const { source } of this.#state.sources) {
      if (!this.#wanted.has(source) || this.#delivered.has(source)) continue;
      this.#sink.subscriptionFailed({ remoteId: this.#remoteId, source, error });
    }
  }
}
