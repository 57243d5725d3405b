import type { SourceKind } from './source-kind.ts';

/** One remote source of one participant, by core's ids. */
export interface RemoteSourceKey {
  /** `Participant.id`. */
  readonly participantId: string;
  /** Which of their sources. */
  readonly source: SourceKind;
}
