import type { TrtcEnterRoom, TrtcInstance } from '../../src/index.ts';
import type { Slot } from '../double/member.ts';

/** The requests that can be told to go wrong. */
export type Faulty = 'join' | 'publish' | 'set-role';

/** A person in the room without an instance, who says nothing but what is asked for. */
export interface ProbeFar {
  /** Publishes these, in place of what was published before. */
  publish(...slots: readonly Slot[]): Promise<void>;
  /** Mutes one, or unmutes it. */
  mute(slot: Slot, muted: boolean): Promise<void>;
  /** Sends a message to everybody. */
  say(cmdId: number, text: string): Promise<void>;
  /** Leaves. */
  leave(): Promise<void>;
}

/** The place where the questions are put: to the SDK in a browser, or to the double in Node. */
export interface ProbeStage {
  /** A new instance. */
  instance(): TrtcInstance;
  /** Gives what lets a user in. */
  entry(userId: string): Promise<TrtcEnterRoom>;
  /** The same with a userSig that the service refuses. */
  forged(userId: string): Promise<TrtcEnterRoom>;
  /** Brings somebody in. */
  far(userId: string): Promise<ProbeFar>;
  /** Requests of that kind are refused, with that number: the SDK asks again by itself. Gives what ends it. */
  refuse(operation: Faulty, code: number): Promise<() => Promise<void>>;
  /** Requests of that kind are not answered. Gives what answers them. */
  hold(operation: Faulty): Promise<() => Promise<void>>;
  /** The service puts somebody out. */
  kick(userId: string): Promise<void>;
  /** The service closes the room. */
  close(): Promise<void>;
  /** A track of the app's. */
  track(kind: 'audio' | 'video'): MediaStreamTrack;
  /** Lets things happen until something is so; rejects where it does not come to that. */
  until(what: string, holds: () => boolean): Promise<void>;
  /** Tells what becomes of a call: `resolved`, how it was rejected, or `pending`. */
  how(call: Promise<unknown>): Promise<string>;
}

/** A question to an instance, and what the SDK answers. */
export interface Probe {
  /** The question, in words. */
  readonly title: string;
  /** Asks it. */
  ask(stage: ProbeStage): Promise<unknown>;
  /** Measured on the unmodified SDK. */
  readonly answer: unknown;
}

/** The SDK's rejection or exception, in a word: its number, the finer one, and the number that is in the text alone. */
export function shapeOf(reason: unknown): string {
  const read = (key: string): unknown =>
    typeof reason === 'object' && reason !== null ? Reflect.get(reason, key) : undefined;
  if (typeof read('code') !== 'number') return reason instanceof Error ? reason.name : String(reason);
  const extra = read('extraCode');
  const [, told] = /err(?:or)?Code: ?(-?\d+)/iu.exec(String(read('message'))) ?? [];
  const finer = typeof extra === 'number' && extra !== 0 ? `/${String(extra)}` : '';
  return `${String(read('code'))}${finer}${told === undefined ? '' : `, ${told} in the text`}`;
}

/** Tells what becomes of something that may throw at once. */
export function thrown(run: () => unknown): string {
  try {
    run();
    return 'nothing';
  } catch (error) {
    return shapeOf(error);
  }
}
