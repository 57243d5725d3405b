import type * as kit from '@jackfield/emulator-kit';

import { answerNumbers, noticeNumbers, type CommandName, type NoticeName } from '../wire/commands.ts';

/** A request that a fault can be set on: `open` is the socket, the others go over it. */
export type RequestName = 'open' | CommandName;

/** Every {@link RequestName}. */
export const requestNames: readonly RequestName[] = Object.freeze([
  'open',
  ...(Object.keys(answerNumbers) as CommandName[]),
]);

/** Every {@link NoticeName}. */
export const eventNames: readonly NoticeName[] = Object.freeze(Object.keys(noticeNumbers) as NoticeName[]);

/** Answers come in one part. */
export const answerParts: readonly ['answer'] = Object.freeze(['answer'] as const);

/** What faults of this emulator can be set on. */
export interface TrtcFaultWords {
  /** Names of requests. */
  readonly request: RequestName;
  /** Names of notices. */
  readonly event: NoticeName;
  /** The one part of an answer. */
  readonly part: 'answer';
}

/** Everything that can be made to go wrong in signalling. */
export type Fault = kit.SignallingFault<TrtcFaultWords>;

/** A fault that has been set. */
export type FaultHandle = kit.FaultHandle<Fault>;
