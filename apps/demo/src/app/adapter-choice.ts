import type { RtcAdapter } from '@jackfield/core';

/** Whose call a fault is for. */
export interface FaultTarget {
  readonly room: string;
  readonly userId: string;
}

/** A fault that an adapter can bring about, so that a team sees what its users will see. */
export interface Fault {
  /** Stable, for texts in other languages: letters and "-". */
  readonly id: string;
  /** What it does, in a few English words. */
  readonly name: string;
  /** Makes it happen to a call that is joined. Rejects where that call is over. */
  run(target: FaultTarget): Promise<void>;
}

/**
 * The carrier of a call: the browsers themselves, a service, whatever is behind a proxy that the server of this page names, a stand-in
 * for a service on that server, or nothing, where everybody else only pretends to be there.
 */
export type Carrier = 'direct' | 'service' | 'proxy' | 'emulator' | 'pretend';

/** A provider, ready to make sessions with. */
export interface ChosenAdapter {
  readonly adapter: RtcAdapter;
  /** Tells what carries a call; final once `checkSupport` has resolved. */
  readonly carrier: () => Carrier;
  /** Tells whether it can encrypt between people: with a key in the link it does. */
  readonly encrypts?: boolean;
  /** Tells whether the server of this page makes somebody the host of each room. */
  readonly hosted?: boolean;
  /** Faults on demand, where the provider has any. */
  readonly trouble?: readonly Fault[];
}

/** A way to call: a provider that was asked whether calls can be made with it here. */
export interface Way {
  readonly adapter: RtcAdapter;
  /** The name of the provider. */
  readonly provider: string;
  /** The carrier of its calls. */
  readonly carrier: Carrier;
  /** Tells whether it can encrypt between people. */
  readonly encrypts: boolean;
  /** Tells whether its rooms have a host, over the server of this page. */
  readonly hosted: boolean;
  /** Faults on demand. */
  readonly trouble: readonly Fault[];
}
