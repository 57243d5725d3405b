import type { StreamLabel } from '../labels.ts';
import type { WireStream } from '../signalling/wire.ts';
import type { CandidateInit } from './candidate.ts';
import type { MediaSource } from './media-source.ts';

/** What one member sends: its streams as announced, and the media behind them. */
export interface Publication {
  /** The publisher's call id; subscribers name it as `callee`. */
  readonly callId: string;
  readonly streams: readonly WireStream[];
  source(label: StreamLabel): MediaSource | undefined;
  /** Registers something to undo when it closes. */
  onClose(undo: () => void): void;
  addCandidate(candidate: CandidateInit): Promise<void>;
  close(): Promise<void>;
}
