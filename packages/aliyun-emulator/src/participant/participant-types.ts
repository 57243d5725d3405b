import type { ParticipantMedia } from '@jackfield/emulator-kit';

import type { EventName } from '../faults/fault-types.ts';
import type { StreamLabel } from '../wire/labels.ts';

/** Who the participant is. */
export interface ParticipantIdentity {
  /** Default: the only app. */
  readonly appId?: string;
  /** Room name: letters, digits, `_` and `-`, at most 64. */
  readonly room: string;
  /** User id: letters, digits, `_`, `^` and `-`, at most 64. */
  readonly userId: string;
  /** Default: the user id. */
  readonly displayName?: string;
}

/** Something that the service told a participant. */
export interface ParticipantEvent {
  /** Name of the notification. */
  readonly event: EventName;
  /** Its other fields. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** `crashed`: gone without a word, and still in the room until the service notices. */
export type ParticipantState = 'joined' | 'left' | 'crashed' | 'put-out';

/**
 * Somebody in a room who is not a client: made and steered by a test, inside the emulator. What it sends is real media
 * (µ-law tones, VP8 pictures) that subscribers receive as they would anyone's; it does not go over a network to get to
 * the forwarder, and it receives nothing: what others send can be read from {@link AliyunEmulator.sessions}.
 *
 * Methods throw `invalid-state` once it has left.
 */
export interface EmulatedParticipant {
  /** User id. */
  readonly userId: string;
  /** Room name. */
  readonly room: string;
  /** Where it is in its stay. */
  readonly state: ParticipantState;
  /** Why it was put out: 1 kicked, 2 room closed, 3 replaced. `undefined` otherwise. */
  readonly byeCode: number | undefined;
  /** What it was told, oldest first; the newest 1000. */
  readonly events: readonly ParticipantEvent[];

  /** Publishes, in place of what it published before; `inactive` streams can be made active later. */
  publish(media: ParticipantMedia, how?: { readonly inactive?: readonly StreamLabel[] }): void;
  /** Announces streams of its publication as active or inactive, as the SDK does when flags change. */
  setActive(label: StreamLabel, active: boolean): void;
  /** Mutes: sends silence or black, and reports it as the SDK would. */
  setMuted(muted: { readonly microphone?: boolean; readonly camera?: boolean }): void;
  /** Stops sending, and says nothing about it; with `false` it goes on. */
  stall(stalled?: boolean): void;
  /** Ends its publication; the others are told. */
  unpublish(): void;
  /** Leaves; the others are told. */
  leave(): void;
  /** Stops without a word. The others are told that it left after `noticedAfterMs` (default: the session timeout). */
  crash(options?: { noticedAfterMs?: number }): void;
}
