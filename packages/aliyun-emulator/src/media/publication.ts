import type { CandidateInit, MediaSource } from '@jackfield/emulator-kit';

import type { StreamLabel } from '../wire/labels.ts';
import type { WireStream } from '../wire/wire.ts';

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
