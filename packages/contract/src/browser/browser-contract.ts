import type { RtcAdapter } from '@jackfield/core/adapter';
import type { Cannot, Proof } from '../rig/rig.ts';
import type { Residue } from './residue.ts';
import type { SideContext } from './side-realm.ts';
import type { VendorWorld, VendorWorldContext } from './vendor-world.ts';

/** The contract of one adapter in a real browser. */
export interface BrowserContract {
  /** The adapter's name, and what is special about this run where there are several. */
  readonly name: string;
  /** The version of the vendor's SDK; `none` where there is none. */
  readonly sdkVersion: string;
  /** The thing that stands for the vendor: the report says it. */
  readonly proof?: Proof | undefined;
  /** Any instance: its claims decide which clauses apply. No driver of it is made. */
  readonly adapter: RtcAdapter;
  /** What this vendor, or this world of it, cannot bring about, and why. */
  readonly cannot: readonly Cannot[];
  /** What the vendor's SDK leaves open in a page for good. A reviewer sees it in the snapshot; nothing, where left out. */
  readonly residue?: readonly Residue[] | undefined;
  /**
   * Whether time that a clause moves on is also that of the page's own timers (not of `Date`): for an SDK that has bounds of minutes in
   * it and no clock to be given. Default: false.
   */
  readonly movesTimers?: boolean | undefined;
  /** Makes the adapter under test. Runs in the frame of a side, with globals of its own. */
  createAdapter(context: SideContext): RtcAdapter;
  /** Makes the vendor's part of the world. Runs in the page around the frames, once for each clause. */
  createWorld(context: VendorWorldContext): Promise<VendorWorld>;
}
