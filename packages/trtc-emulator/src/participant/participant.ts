import {
  EmulatorError,
  PlayedMedia,
  type MediaSource,
  type ParticipantMedia,
  type PlayedKind,
} from '@jackfield/emulator-kit';

import { isUserId } from '../credentials/admission.ts';
import type { Service } from '../emulator/service.ts';
import type { MemberMedia } from '../media/downlink.ts';
import { forgetWatchers } from '../signalling/membership.ts';
import {
  exitReasons,
  type PutOutReason,
  type Room,
  type RoomKey,
  type RoomMember,
} from '../signalling/room.ts';
import type { NoticeName } from '../wire/commands.ts';
import { noSources, type SourceFlags, type SourceKind } from '../wire/source-kinds.ts';
import type { EmulatedParticipant, ParticipantEvent, ParticipantState } from './participant-types.ts';

const keptEvents = 1000;
const maximumMessage = 1000;
const playedKinds: Readonly<Partial<Record<SourceKind, PlayedKind>>> = {
  audio: 'microphone',
  bigVideo: 'camera',
  auxVideo: 'screen',
};

/** A participant that a test steers; a member of its room like any other. */
export class Participant implements EmulatedParticipant, RoomMember {
  readonly userId: string;
  readonly tinyId: string;
  readonly room: string | number;
  readonly role = 20;
  readonly events: ParticipantEvent[] = [];
  readonly media: MemberMedia;
  state: ParticipantState = 'joined';
  reason: PutOutReason | undefined;
  muted: SourceFlags = noSources;
  readonly #service: Service;
  readonly #key: RoomKey;
  readonly #onGone: (participant: Participant) => void;
  #played: PlayedMedia | undefined;
  #noticing: (() => void) | undefined;
  #messages = 0;

  constructor(
    service: Service,
    identity: { key: RoomKey; userId: string },
    onGone: (participant: Participant) => void,
  ) {
    this.#service = service;
    this.#key = identity.key;
    this.#onGone = onGone;
    this.room = identity.key.room;
    this.userId = identity.userId;
    this.tinyId = service.sessions.nextTinyId();
    this.media = { source: (kind) => this.#source(kind), onReport: () => () => undefined };
  }

  get published(): SourceFlags {
    const has = (kind: SourceKind): boolean => this.#source(kind) !== undefined;
    return { audio: has('audio'), bigVideo: has('bigVideo'), smallVideo: false, auxVideo: has('auxVideo') };
  }

  publish(media: ParticipantMedia): void {
    const room = this.#mustBeIn();
    this.#played?.close();
    this.#played = new PlayedMedia(media);
    this.muted = noSources;
    this.#announce(room);
  }

  setMuted(muted: Partial<Record<PlayedKind, boolean>>): void {
    const room = this.#mustBeIn();
    const played = this.#mustPublish();
    const { microphone, camera, screen } = muted;
    for (const [kind, value] of Object.entries(muted)) {
      if (kind === 'microphone' || kind === 'camera' || kind === 'screen') played.setMuted(kind, value);
    }
    this.muted = {
      audio: microphone ?? this.muted.audio,
      bigVideo: camera ?? this.muted.bigVideo,
      smallVideo: false,
      auxVideo: screen ?? this.muted.auxVideo,
    };
    room.tellPublishers();
  }

  stall(stalled = true): void {
    this.#mustBeIn();
    this.#mustPublish().stall(stalled);
  }

  unpublish(): void {
    const room = this.#mustBeIn();
    this.#mustPublish();
    this.#stopPlaying();
    this.#announce(room);
  }

  sendMessage({ cmdId, data }: { cmdId: number; data: Uint8Array }): void {
    if (data.byteLength > maximumMessage)
      throw new EmulatorError('invalid-argument', `a message has at most ${maximumMessage} bytes`);
    this.#messages += 1;
    const text = Buffer.from(data).toString('base64');
    this.#mustBeIn().message(this, { cmdId, text, ordered: true, reliable: true, streamSeq: this.#messages });
  }

  leave(): void {
    this.#mustBeIn();
    this.#go('left', exitReasons.left);
  }

  crash({ noticedAfterMs }: { noticedAfterMs?: number } = {}): void {
    this.#mustBeIn();
    this.#played?.stall(true);
    this.state = 'crashed';
    this.#noticing = this.#service.later(noticedAfterMs ?? this.#service.settings.timings.absenceMs, () => {
      this.#go('crashed', exitReasons.lost);
    });
  }

  tell(event: NoticeName, data: Readonly<Record<string, unknown>>): void {
    if (this.state !== 'joined' || event === 'publishers') return;
    this.events.push({ event, data });
    if (this.events.length > keptEvents) this.events.shift();
  }

  mediaChanged(): void {
    // It watches nobody.
  }

  putOut(reason: PutOutReason): void {
    this.tell('kicked', { reason });
    this.reason = reason;
    this.#go('put-out', exitReasons.putOut);
  }

  /** Ends it, whatever its state. */
  dispose(): void {
    this.#go('left', exitReasons.left);
  }

  #source(kind: SourceKind): MediaSource | undefined {
    const played = playedKinds[kind];
    return played === undefined ? undefined : this.#played?.source(played);
  }

  #announce(room: Room): void {
    room.mediaChanged(this);
    room.tellPublishers();
  }

  #stopPlaying(): void {
    this.#played?.close();
    this.#played = undefined;
    this.muted = noSources;
  }

  #go(state: ParticipantState, reason: number): void {
    this.#noticing?.();
    this.state = state;
    const room = this.#service.rooms.get(this.#key);
    room?.leave(this, reason);
    if (room !== undefined) this.#service.rooms.discardIfEmpty(room);
    this.#stopPlaying();
    forgetWatchers(this.#service, this.tinyId);
    this.#onGone(this);
  }

  #mustBeIn(): Room {
    const room = this.#service.rooms.get(this.#key);
    if (room === undefined || this.state !== 'joined') {
      throw new EmulatorError('invalid-state', `"${this.userId}" is not in room "${this.room}" any more`);
    }
    return room;
  }

  #mustPublish(): PlayedMedia {
    if (this.#played === undefined)
      throw new EmulatorError('invalid-state', `"${this.userId}" does not publish`);
    return this.#played;
  }
}

/** Puts a new participant into its room. */
export function createParticipant(
  service: Service,
  identity: { key: RoomKey; userId: string; scene: 1 | 2 },
  onGone: (participant: Participant) => void,
): Participant {
  const { key, userId, scene } = identity;
  if (!isUserId(userId)) throw new EmulatorError('invalid-argument', `"${userId}" is not a user id`);
  if (service.rooms.isClosed(key)) throw new EmulatorError('invalid-state', `room "${key.room}" is closed`);
  const participant = new Participant(service, { key, userId }, onGone);
  service.rooms.enter(key, { member: participant, scene });
  return participant;
}
