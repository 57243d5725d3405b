/** Requests of the service that a fault can be set on: every request that the SDK makes. */
export const requestNames = [
  'allocate',
  'adapt',
  'stsupdate',
  'join',
  'leave',
  'polling',
  'publish',
  'republish',
  'unpublish',
  'subscribe',
  'resubscribe',
  'unsubscribe',
  'answer',
  'icecandidate',
  'status',
  'roleupdate',
  'response',
] as const;

/** One of {@link requestNames}. */
export type RequestName = (typeof requestNames)[number];

/** Notifications that a fault can be set on. */
export type EventName =
  'join' | 'leave' | 'publishers' | 'unpublish' | 'statusnotify' | 'offer' | 'bye' | 'signalError';

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
 * The two halves of an answer: the HTTP `reply`, which is a receipt, and the `result`, which comes by polling. Requests
 * without a polled result (allocate, status, roleupdate, polling …) have a `reply` only.
 */
export type AnswerPart = 'reply' | 'result';

/** A request is refused with a number; the service's state does not change. */
export interface RefuseFault extends FaultScope {
  /** Tells the faults apart. */
  readonly kind: 'refuse';
  /** Which request is refused. */
  readonly request: RequestName;
  /** Any number but 0. */
  readonly code: number;
  /** Text beside the number. Default `refused on demand`. */
  readonly description?: string;
  /** Which half carries the number. Default `reply`. */
  readonly part?: AnswerPart;
  /** How often it takes effect. Default: until removed. */
  readonly times?: number;
}

/** A request fails below the protocol: with an HTTP status, or by a broken connection. State does not change. */
export interface BreakFault extends FaultScope {
  /** Tells the faults apart. */
  readonly kind: 'break';
  /** Which request breaks. */
  readonly request: RequestName;
  /** An HTTP status from 400 to 599; left out, the connection is reset. */
  readonly status?: number;
  /** How often it takes effect. Default: until removed. */
  readonly times?: number;
}

/** A request is carried out, but half of its answer never comes, comes after `ms`, or comes when released. */
export interface AnswerFault extends FaultScope {
  /** Whether the half never comes, comes late, or waits to be released. */
  readonly kind: 'never' | 'delay' | 'hold';
  /** Which request is answered so. */
  readonly request: RequestName;
  /** Default `reply`. */
  readonly part?: AnswerPart;
  /** For `delay`: milliseconds. */
  readonly ms?: number;
  /** How often it takes effect. Default: until removed. */
  readonly times?: number;
}

/** A notification is lost, doubled, sent after the one that follows it, delayed by `ms`, or kept until released. */
export interface EventFault extends FaultScope {
  /** Tells the faults apart. */
  readonly kind: 'event';
  /** Which notification. */
  readonly event: EventName;
  /** What becomes of it. */
  readonly action: 'lose' | 'duplicate' | 'reorder' | 'delay' | 'hold';
  /** For `delay`: milliseconds. */
  readonly ms?: number;
  /** How often it takes effect. Default: until removed. */
  readonly times?: number;
}

/** Everything that can be made to go wrong in signalling. */
export type Fault = RefuseFault | BreakFault | AnswerFault | EventFault;

/** A fault that has been set. */
export interface FaultHandle {
  /** Short name, such as `f1`. */
  readonly id: string;
  /** What was asked for. */
  readonly fault: Fault;
  /** How often it took effect so far. */
  readonly hits: number;
  /** Resolves when it has taken effect for the first time, or at once if it already has. */
  whenHit(): Promise<void>;
  /** Lets go of what a `hold` keeps, and keeps nothing more. */
  release(): void;
  /** Ends the fault; what it holds is let go. What `never` swallowed stays swallowed. */
  remove(): void;
}
