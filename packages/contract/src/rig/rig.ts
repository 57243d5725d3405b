import type { SessionTimeouts } from '@jackfield/core';
import type { RtcAdapter } from '@jackfield/core/adapter';
import type { BareDriver } from './bare-driver.ts';
import type { AdapterMiddleware } from './middleware.ts';
import type { Side, SideOptions } from './side.ts';
import type { World } from './world.ts';
import type { WorldAction } from './world-action.ts';

/** Everything that one run of one clause needs. Made anew for each run; nothing is shared between two of them. */
export interface Rig {
  /** The adapter as sides get it. */
  readonly adapter: RtcAdapter;
  /** The room that everybody meets in. */
  readonly room: string;
  /** The bounds of all sessions: those of core where time is virtual, shorter ones where it is real. */
  readonly timeouts: SessionTimeouts;
  /** The sides and bare drivers made so far. */
  readonly sides: readonly Side[];
  /** The world around them. */
  readonly world: World;
  /** After so many calls of `settle` something that has not come does not come. */
  readonly patience: number;
  /** How often the wire is looked at before something that has not come there does not come; `patience` where left out. */
  readonly looks?: number | undefined;
  /**
   * After so many calls of `settle` whoever has gone without a word is gone for everybody: a crash, a cut that nobody mends.
   * `patience` where left out.
   */
  readonly departure?: number | undefined;
  /** A session with a page of its own; not joined. */
  side(options?: SideOptions): Promise<Side>;
  /** A driver without a session. */
  bare(): Promise<BareDriver>;
  /** Lets whatever is under way arrive, once. The only timer that clauses have. */
  settle(): Promise<void>;
  /**
   * Moves on the timers of a vendor's SDK, not the clock of the sessions: some run out seconds after a call. Where left out, that is
   * waited for.
   */
  rest?(): Promise<void>;
  /** Takes the rig down. What sessions have left open must be seen by `leftovers` before. */
  dispose(): Promise<void>;
}

/** How a rig is made. */
export interface RigOptions {
  /** What stands between core and the adapter in every session: a saboteur. */
  readonly middleware?: AdapterMiddleware | undefined;
}

/** Something that a rig cannot bring about. */
export interface Cannot {
  /** What. */
  readonly action: WorldAction;
  /** Why, for the reader of the report. */
  readonly reason: string;
}

/** The things that may stand for the vendor in a rig, from the least proof to the most. */
export type Proof = 'fake' | 'double' | 'emulator with the real SDK' | 'real server' | 'real cloud';

/** Makes the rigs of one adapter. */
export interface RigFactory {
  /** The adapter's name, and what is special about this rig where there are several. */
  readonly name: string;
  /** The version of the vendor's SDK; `none` where there is none. */
  readonly sdkVersion: string;
  /** The thing that stands for the vendor: the report says it. */
  readonly proof?: Proof | undefined;
  /** The server that stands there, with its version. */
  readonly server?: string | undefined;
  /** What the adapter claims, to decide which clauses apply. */
  readonly adapter: Pick<RtcAdapter, 'capabilities' | 'limits'>;
  /** What no rig of this kind can do: the clauses that need it are "not drivable". */
  readonly cannot: readonly Cannot[];
  /** Makes a rig. */
  create(options?: RigOptions): Promise<Rig>;
}
