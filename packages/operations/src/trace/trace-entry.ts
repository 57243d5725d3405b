import type { RtcCapabilities, RtcErrorCode, RtcLimits } from '@jackfield/core/adapter';
import type { DriverMethod } from '../shared/driver-methods.ts';
import type { Fact } from '../shared/through-sink.ts';

/** The version of the format. A reader refuses others. */
export const traceVersion = 1;

/** The first line of a trace. */
export interface TraceHeader {
  /** The version of the format. */
  readonly jackfieldTrace: typeof traceVersion;
  /** The adapter's name. */
  readonly adapter: string;
  /** The adapter's claims. */
  readonly capabilities: RtcCapabilities;
  /** The adapter's limits, without patterns. */
  readonly limits: Omit<RtcLimits, 'userIdPattern' | 'roomPattern'>;
  /** Tells whether names, user ids and rooms are as they were, or aliases. */
  readonly names: boolean;
  /** Tells whether messages are as they were, or only how long they were. */
  readonly messages: boolean;
  /** The number of lines that were forgotten because the ring was full. */
  readonly forgotten: number;
}

/** A value as it stands in a trace. */
export type TraceValue =
  null | boolean | number | string | readonly TraceValue[] | { readonly [key: string]: TraceValue };

/** One line of a trace: something that happened on a leg, `at` milliseconds after the beginning. */
export type TraceEntry = { readonly at: number; readonly leg: number } & (
  | { readonly kind: 'command'; readonly id: number; readonly name: DriverMethod; readonly given: TraceValue }
  | { readonly kind: 'settled'; readonly id: number; readonly result: TraceValue }
  | { readonly kind: 'failed'; readonly id: number; readonly error: TraceError }
  | { readonly kind: 'fact'; readonly name: Fact['name']; readonly data: TraceValue }
  /** The session has closed the leg, for that reason. */
  | { readonly kind: 'closed'; readonly error: TraceError }
  | { readonly kind: 'doAbandon' }
  | { readonly kind: 'dispose' }
);

/** An error in a trace: nothing of a vendor's own objects. */
export interface TraceError {
  /** The code of what went wrong. */
  readonly code: RtcErrorCode;
  /** The sentence for a person, without addresses and what looks like a credential. */
  readonly message: string;
  /** Tells whether the same call may succeed if it is made again. */
  readonly retryable: boolean;
  /** The adapter's name, where it comes from one. */
  readonly adapter?: string | undefined;
  /** The vendor's own code. */
  readonly vendorCode?: string | number | undefined;
}

/** A whole trace. */
export interface Trace {
  /** The first line. */
  readonly header: TraceHeader;
  /** The other lines, in order. */
  readonly entries: readonly TraceEntry[];
}
