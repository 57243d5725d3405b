/** Whom a fault applies to; a field that is left out matches everyone. */
export interface FaultScope {
  /** Only in this app. */
  readonly appId?: string;
  /** Only in this room. */
  readonly room?: string;
  /** For requests: who asks. For events: who would be told. */
  readonly userId?: string;
}

/**
 * The words that an emulator's faults are set on: its requests, its notifications, and the parts that an answer comes in
 * where there are several. A record of types, never a value.
 */
export interface FaultWords {
  /** Names of requests. */
  readonly request: string;
  /** Names of notifications. */
  readonly event: string;
  /** Parts of an answer. */
  readonly part: string;
}

/** A request is refused with a number; the service's state does not change. */
export interface RefuseFault<W extends FaultWords = FaultWords> extends FaultScope {
  /** Tells the faults apart. */
  readonly kind: 'refuse';
  /** Which request is refused. */
  readonly request: W['request'];
  /** Any number but 0. */
  readonly code: number;
  /** Text beside the number. Default `refused on demand`. */
  readonly description?: string;
  /** Which part of the answer carries the number. Default: the first. */
  readonly part?: W['part'];
  /** How often it takes effect. Default: until removed. */
  readonly times?: number;
}

/** A request fails below the protocol: with an HTTP status, or by a broken connection. State does not change. */
export interface BreakFault<W extends FaultWords = FaultWords> extends FaultScope {
  /** Tells the faults apart. */
  readonly kind: 'break';
  /** Which request breaks. */
  readonly request: W['request'];
  /** An HTTP status from 400 to 599; left out, the connection is reset. */
  readonly status?: number;
  /** How often it takes effect. Default: until removed. */
  readonly times?: number;
}

/** A request is carried out, but a part of its answer never comes, comes after `ms`, or comes when released. */
export interface AnswerFault<W extends FaultWords = FaultWords> extends FaultScope {
  /** Tells the faults apart: the part never comes, comes late, or waits to be released. */
  readonly kind: 'never' | 'delay' | 'hold';
  /** Which request is answered so. */
  readonly request: W['request'];
  /** Default: the first part. */
  readonly part?: W['part'];
  /** For `delay`: milliseconds. */
  readonly ms?: number;
  /** How often it takes effect. Default: until removed. */
  readonly times?: number;
}

/** A notification is lost, doubled, sent after the one that follows it, delayed by `ms`, or kept until released. */
export interface EventFault<W extends FaultWords = FaultWords> extends FaultScope {
  /** Tells the faults apart. */
  readonly kind: 'event';
  /** Which notification. */
  readonly event: W['event'];
  /** What becomes of it. */
  readonly action: 'lose' | 'duplicate' | 'reorder' | 'delay' | 'hold';
  /** For `delay`: milliseconds. */
  readonly ms?: number;
  /** How often it takes effect. Default: until removed. */
  readonly times?: number;
}

/** Everything that can be made to go wrong in signalling. */
export type SignallingFault<W extends FaultWords = FaultWords> =
  RefuseFault<W> | BreakFault<W> | AnswerFault<W> | EventFault<W>;

/** A fault that has been set. */
export interface FaultHandle<F = SignallingFault> {
  /** Short name, such as `f1`. */
  readonly id: string;
  /** What was asked for. */
  readonly fault: F;
  /** How often it took effect so far. */
  readonly hits: number;
  /** Resolves when it has taken effect for the first time, or at once if it already has. */
  whenHit(): Promise<void>;
  /** Lets go of what a `hold` keeps, and keeps nothing more. */
  release(): void;
  /** Ends the fault; what it holds is let go. What `never` swallowed stays swallowed. */
  remove(): void;
}
