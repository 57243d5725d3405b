import type { RtcDriverSink, RtcError, SourceKind } from '@jackfield/core/adapter';
import type { RosterReporter } from '@jackfield/core/adapter-kit';
import type { MemberState } from '../protocol/member-state.ts';
import type { ViewSize, Wants } from './peer-payload.ts';

/** Whatever gives the track of a source once media can flow. */
export type TrackOf = (source: SourceKind) => MediaStreamTrack | undefined;

/** Where facts about a member go. */
export interface RemoteSourcesParts {
  readonly sink: Pick<RtcDriverSink, 'remoteTrack' | 'subscriptionFailed'>;
  /** Tells what is published. */
  readonly people: Pick<RosterReporter, 'look' | 'flush'>;
}

/**
 * What one member publishes and what is wanted of it, as facts in the right order: a source is published before its track
 * comes, whichever way and order the news took.
 */
export class RemoteSources {
  readonly #remoteId: string;
  readonly #parts: RemoteSourcesParts;
  #state: MemberState;
  #wanted: ReadonlyMap<SourceKind, ViewSize | undefined> = new Map();
  #revision = 0;
  readonly #delivered = new Map<SourceKind, MediaStreamTrack>();

  constructor(remoteId: string, state: MemberState, parts: RemoteSourcesParts) {
    this.#remoteId = remoteId;
    this.#state = state;
    this.#parts = parts;
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
    this.#state = state;
    for (const source of this.#delivered.keys())
      if (!state.sources.some((entry) => entry.source === source)) this.#delivered.delete(source);
    this.#parts.people.look(this.#remoteId);
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
      this.#parts.people.flush();
      this.#parts.sink.remoteTrack({ remoteId: this.#remoteId, source, track });
    }
  }

  /** Reports that what is published and wanted cannot be had. */
  fail(error: RtcError): void {
    this.#parts.people.flush();
    for (const { source } of this.#state.sources) {
      if (!this.#wanted.has(source) || this.#delivered.has(source)) continue;
      this.#parts.sink.subscriptionFailed({ remoteId: this.#remoteId, source, error });
    }
  }
}
