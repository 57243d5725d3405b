import type { RtcSession } from '@jackfield/core';
import { containments } from '@jackfield/core/diagnostics';
import { watchLevels } from '@jackfield/core/levels';
import { setDisplayName, setRole } from '@jackfield/core/profile';
import { setQuality } from '@jackfield/core/quality';
import { switchAdapter } from '@jackfield/core/switch';
import type { Side } from './side.ts';

/** Core's functions that work on sessions of their own copy of core only. */
export interface CoreCopy {
  /** See `@jackfield/core/diagnostics`. */
  readonly containments: (session: RtcSession) => Readonly<Record<string, number>>;
  /** See `@jackfield/core/profile`. */
  readonly setDisplayName: typeof setDisplayName;
  /** See `@jackfield/core/profile`. */
  readonly setRole: typeof setRole;
  /** See `@jackfield/core/quality`. */
  readonly setQuality: typeof setQuality;
  /** See `@jackfield/core/levels`. */
  readonly watchLevels: typeof watchLevels;
  /** See `@jackfield/core/switch`. */
  readonly switchAdapter: typeof switchAdapter;
}

/** Those of this copy. */
export const thisCopy: CoreCopy = {
  containments,
  setDisplayName,
  setRole,
  setQuality,
  watchLevels,
  switchAdapter,
};

/** Those of the copy that a side's session comes from. */
export function coreOf(side: Side): CoreCopy {
  return side.core ?? thisCopy;
}
