import type { RtcAdapter } from '@jackfield/core/adapter';
import type { FakeEnvironment } from '@jackfield/core/testing';
import type { CredentialCount } from '../rig/count-credentials.ts';
import type { Side } from '../rig/side.ts';
import type { World } from '../rig/world.ts';

/** A page that the rig holds in its hands. */
export interface NodePage extends FakeEnvironment, CredentialCount {
  /** What a phone's page tells the system of its sound; undefined for a page of no phone. */
  readonly audioSession: { type: string } | undefined;
}

/** What a rig has, for whoever makes its vendor. */
export interface NodePages {
  /** The room that everybody meets in. */
  readonly room: string;
  /** Time, tracks and streams outside all pages: the vendor's. */
  readonly vendor: FakeEnvironment;
  /** Lets time pass everywhere, in milliseconds. */
  pass(ms: number): Promise<void>;
  /** Finds the page of a side. */
  pageOf(side: Side): NodePage;
}

/** The vendor of a rig in Node: a double of its SDK and of its service. Made anew for each rig. */
export interface NodeVendor {
  /**
   * Makes the adapter of one page: each page loads the SDK for itself. A bare driver and the side beside it have a page each.
   */
  createAdapter(page: NodePage): RtcAdapter;
  /**
   * What can be brought about at the vendor. Devices, pickers, elements, time and the page itself are there already; what is
   * named here all the same counts.
   */
  readonly world: Partial<World>;
  /** What a side has still open at the vendor or in the SDK, one line each. What its page has open is looked at anyway. */
  leftovers?(side: Side): readonly string[];
  /** How many outputs of an SDK that plays sound itself play a remote source so that it can be heard. Elements are counted anyway. */
  audibleCopies?(side: Side, track: Parameters<World['audibleCopies']>[1]): number;
}
