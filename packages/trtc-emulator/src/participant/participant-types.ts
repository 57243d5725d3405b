import type { ParticipantMedia, PlayedKind } from '@jackfield/emulator-kit';

import type { NoticeName } from '../wire/commands.ts';
import type { PutOutReason, WireScene } from '../signalling/room.ts';

/** Who the participant is. */
export interface ParticipantIdentity {
  /** Default: the only app. */
  readonly sdkAppId?: number;
  /** A text, or a number: these are different rooms. */
  readonly room: string | number;
  /** User id, 1 to 32 bytes. */
  readonly userId: string;
  /** Of the room, where it does not exist yet: 1 call (default), 2 live. */
  readonly scene?: WireScene;
}

/** Something that the service told a participant. */
export interface ParticipantEvent {
  /** Name of the notice. */
  readonly event: NoticeName;
  /** Its fields. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** `crashed`: gone without a word, and still in the room until the service notices. */
export type ParticipantState = 'joined' | 'left' | 'crashed' | 'put-out';

/**
 * Somebody in a room who is not a client: made and steered by a test, inside the emulator. What it sends is real media
 * (tones and pictures) that subscribers receive as they would anyone's.
 *
 * Methods throw `invalid-state` once it has left.
 */
export interface EmulatedParticipant {
  /** User id. */
  readonly userId: string;
  /** Room. */
  readonly room: string | number;
  /** Where it is in its stay. */
  readonly state: ParticipantState;
  /** Why it was put out; `undefined` otherwise. */
  readonly reason: PutOutReason | undefined;
  /** What it was told, oldest first, lists left out; the newest 1000. */
  readonly events: readonly ParticipantEvent[];

  /** Publishes, in place of what it published before. */
  publish(media: ParticipantMedia): void;
  /** Mutes or unmutes: silence or black, and the flags that say so. */
  setMuted(muted: Partial<Record<PlayedKind, boolean>>): void;
  /** Stops sending, and says nothing about it; with `false` it goes on. */
  stall(stalled?: boolean): void;
  /** Ends its publication; the others are told. */
  unpublish(): void;
  /** Sends a message to everybody else in the room. */
  sendMessage(message: { cmdId: number; data: Uint8Array }): void;
  /** Leaves; the others are told. */
  leave(): void;
  /** Stops without a word. The others are told that it left after `noticedAfterMs` (default: `timings.absenceMs`). */
  crash(options?: { noticedAfterMs?: number }): void;
}
