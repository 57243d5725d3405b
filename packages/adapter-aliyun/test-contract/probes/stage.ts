import type { AliRtcAuthInfo, AliEngine } from '../../src/index.ts';

/** What can be told to go wrong. */
export type Faulty = 'join' | 'leave' | 'publish' | 'subscribe' | 'unsubscribe';

/** The three things that can be published. */
export type Source = 'microphone' | 'camera' | 'screen';

/** Somebody in the room without an engine. */
export interface ProbeFar {
  /** Publishes, in place of what was published before. */
  publish(...sources: readonly Source[]): Promise<void>;
  /** Publishes nothing any more. */
  withdraw(): Promise<void>;
  leave(): Promise<void>;
}

/** Where the questions are put: to the SDK in a browser, or to the double in Node. */
export interface ProbeStage {
  /** A new engine. */
  engine(): AliEngine;
  /** What lets a user in. */
  auth(userId: string): Promise<AliRtcAuthInfo>;
  /** Somebody comes in. */
  far(userId: string): Promise<ProbeFar>;
  /** The next request of that kind is refused, with 33622275. */
  refuse(operation: Faulty): Promise<void>;
  /** Requests of that kind are carried out and not answered. Gives what answers them. */
  hold(operation: Faulty): Promise<() => Promise<void>>;
  /** The service puts somebody out. */
  kick(userId: string): Promise<void>;
  /** A track of the app's. */
  track(kind: 'audio' | 'video'): MediaStreamTrack;
  /** How often the engine opened devices by itself. */
  deviceCalls(): number;
  /** Lets things happen until something is so; rejects where it does not come to that. */
  until(what: string, holds: () => boolean): Promise<void>;
  /** What becomes of a call: `resolved`, how it was rejected, or `pending`. */
  how(call: Promise<unknown>): Promise<string>;
}

/** A question to an engine, and what the SDK answers. */
export interface Probe {
  readonly title: string;
  ask(stage: ProbeStage): Promise<unknown>;
  /** Measured on the unmodified SDK. */
  readonly answer: unknown;
}

/** The shapes of the SDK's rejections, in a word. */
export function shapeOf(reason: unknown): string {
  const read = (key: string): unknown =>
    typeof reason === 'object' && reason !== null ? Reflect.get(reason, key) : undefined;
  if (reason instanceof Error) return reason.name;
  if (typeof read('errorCode') === 'number') return `errorCode ${String(read('errorCode'))}`;
  if (typeof read('code') === 'number')
    return `code ${String(read('code'))}${read('data') === reason ? ', holds itself' : ''}`;
  if (typeof read('message') === 'string') return 'message alone';
  return String(reason);
}
