import type * as kit from '@jackfield/emulator-kit';

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

/** Notifications that a fault can be set on. */
export const eventNames = [
  'join',
  'leave',
  'publishers',
  'unpublish',
  'statusnotify',
  'offer',
  'bye',
  'signalError',
] as const;

/** The parts of an answer; the first is what a fault is about that names none. */
export const answerParts = ['reply', 'result'] as const;

/** One of {@link requestNames}. */
export type RequestName = (typeof requestNames)[number];

/** Notifications that a fault can be set on. */
export type EventName = (typeof eventNames)[number];

/**
 * The two halves of an answer: the HTTP `reply`, which is a receipt, and the `result`, which comes by polling. Requests
 * without a polled result (allocate, status, roleupdate, polling …) have a `reply` only.
 */
export type AnswerPart = (typeof answerParts)[number];

/** What faults of this emulator can be set on. */
export interface AliyunFaultWords {
  /** Names of requests. */
  readonly request: RequestName;
  /** Names of notifications. */
  readonly event: EventName;
  /** Halves of an answer. */
  readonly part: AnswerPart;
}

/** Everything that can be made to go wrong in signalling. */
export type Fault = kit.SignallingFault<AliyunFaultWords>;

/** A fault that has been set. */
export type FaultHandle = kit.FaultHandle<Fault>;
