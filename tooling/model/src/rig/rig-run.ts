import type { FarSide, Rig, Side, WorldAction } from '@jackfield/contract';
import type { Clock, SourceKind } from '@jackfield/core';
import { Commands } from '../commands.ts';
import type { Counts } from '../search/counts.ts';
import { Mirror } from '../game/mirror.ts';

/** Somebody else, as they should be seen. */
export interface FarPerson {
  readonly far: FarSide;
  readonly sources: Map<SourceKind, { muted: boolean }>;
}

/** One session on a rig, and everything that the run knows of it. */
export interface RigRun {
  readonly rig: Rig;
  readonly side: Side;
  readonly commands: Commands;
  readonly mirror: Mirror;
  readonly people: Map<string, FarPerson>;
  /** What is held back: each entry lets it go. */
  readonly held: Set<() => Promise<void>>;
  /** Whether the rig can bring something about. */
  readonly can: (action: WorldAction) => boolean;
  /** The kinds whose first device is pulled out. */
  readonly unplugged: Set<'microphone' | 'camera'>;
  cut: boolean;
  disposed: boolean;
}

// A rig moves its own time: how long a promise took is not known here.
const noTime: Clock = { now: () => 0, after: () => () => undefined };

/** Makes the run of a session that has not joined. */
export function createRigRun(
  rig: Rig,
  {
    side,
    can,
    counts,
  }: { readonly side: Side; readonly can: RigRun['can']; readonly counts?: Counts | undefined },
): RigRun {
  return {
    rig,
    side,
    can,
    commands: new Commands(noTime, counts),
    mirror: new Mirror(side.session),
    people: new Map(),
    held: new Set(),
    unplugged: new Set(),
    cut: false,
    disposed: false,
  };
}
