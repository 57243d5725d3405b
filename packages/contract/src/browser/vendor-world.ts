import type { SourceKind } from '@jackfield/core';
import type { Side } from '../rig/side.ts';
import type { Wire, World } from '../rig/world.ts';

/** What only somebody who knows the vendor can bring about. */
export type VendorAction =
  | 'farJoin'
  | 'kick'
  | 'closeRoom'
  | 'shutdown'
  | 'serverMute'
  | 'serverUnpublish'
  | 'revoke'
  | 'record'
  | 'refuse'
  | 'expireCredential'
  | 'endCredential'
  | 'losePublication'
  | 'blockVendorPlayback'
  | 'vendorOutput'
  | 'hold'
  | 'cut'
  | 'restore'
  | 'lose';

/**
 * The vendor's part of the world of one rig: its server, and people who do not use the adapter under test. What is left out
 * belongs into the contract's `cannot` list with a reason. The rest of the world (devices, screen, page, clock, what is sent,
 * what is open) is the kit's.
 */
export interface VendorWorld extends Partial<Pick<World, VendorAction>> {
  /** What adapters of this rig need to reach it, such as an address: plain data. They get it as `settings`. */
  readonly settings: unknown;
  /**
   * How long the vendor keeps somebody who has gone without a word, such as by a crash, milliseconds. Clauses wait as long as
   * for anything else where left out.
   */
  readonly departureMs?: number | undefined;
  /** How many vendor sessions of that user are in the rig's room. */
  presences(userId: string): Promise<number>;
  /**
   * What the others see of an own source. Where a vendor sends nothing to nobody (a mesh, an SFU that pauses), somebody
   * who receives it must be there when this resolves, if it is published.
   */
  publication(side: Side, source: SourceKind): Promise<Pick<Wire, 'published' | 'muted'>>;
  /** Whether far sides that came as `still` draw now. */
  draw?(drawing: boolean): void;
  /** Time was moved on by so many milliseconds: also at the vendor, where its clock is in hand. Called in small steps. */
  pass?(ms: number): Promise<void>;
  /** Takes down what belongs to this rig. */
  dispose(): Promise<void>;
}

/** What a vendor's world is made with. */
export interface VendorWorldContext {
  /** The room that everybody meets in: no other rig has it. */
  readonly room: string;
  /** Calls a function that the test process offers, by name. Values and results are plain data. */
  ask(name: string, ...values: readonly unknown[]): Promise<unknown>;
  /** The name that the adapter of a side was given as `side`. */
  nameOf(side: Side): string;
  /**
   * Whether the driver of a side is publishing or subscribing. It takes real time, while its bound counts the time that is moved
   * on: who moves on much waits for this first.
   */
  isWorking(side: Side): boolean;
  /** Moves time on everywhere, milliseconds, as `world.pass` does. */
  pass(ms: number): Promise<void>;
}
