import { EmulatorError, type ParticipantMedia } from '@jackfield/emulator-kit';

import type { EventName } from '../faults/fault-types.ts';
import type { StreamLabel } from '../wire/labels.ts';
import { appIdOf } from '../emulator/moderation.ts';
import type { Service } from '../emulator/service.ts';
import { isRoomName, isUserId } from '../signalling/admission.ts';
import { closeSubscriptionsTo } from '../signalling/membership.ts';
import type { Room, RoomMember } from '../signalling/room.ts';
import type {
  EmulatedParticipant,
  ParticipantEvent,
  ParticipantIdentity,
  ParticipantState,
} from './participant-types.ts';
import { SyntheticPublication } from './synthetic-publication.ts';

const keptEvents = 1000;
const micMutedBit = 8;
const cameraMutedBit = 16;
const publishingWord = 5;

/** A participant that a test steers; a member of its room like any other. */
export class Participant implements EmulatedParticipant, RoomMember {
  readonly userId: string;
  readonly displayName: string;
  readonly room: string;
  readonly events: ParticipantEvent[] = [];
  state: ParticipantState = 'joined';
  byeCode: number | undefined;
  publication: SyntheticPublication | undefined;
  readonly #service: Service;
  readonly #appId: string;
  readonly #onGone: (participant: Participant) => void;
  #muted = { microphone: false, camera: false };
  #noticing: NodeJS.Timeout | undefined;

  constructor(
    service: Service,
    identity: ParticipantIdentity & { appId: string },
    onGone: (participant: Participant) => void,
  ) {
    this.#service = service;
    this.#appId = identity.appId;
    this.#onGone = onGone;
    this.room = identity.room;
    this.userId = identity.userId;
    this.displayName = identity.displayName ?? identity.userId;
  }

  get status(): string {
    const { microphone, camera } = this.#muted;
    const word = publishingWord + (microphone ? micMutedBit : 0) + (camera ? cameraMutedBit : 0);
    return (this.publication === undefined ? 0 : word).toString(16).padStart(16, '0');
  }

  publish(
    media: ParticipantMedia,
    { inactive = [] }: { readonly inactive?: readonly StreamLabel[] } = {},
  ): void {
    const room = this.#mustBeIn();
    if (this.publication !== undefined) this.unpublish();
    this.publication = new SyntheticPublication(media);
    for (const label of inactive) this.publication.setActive(label, false);
    this.#muted = { microphone: false, camera: false };
    room.announcePublication(this);
    room.announceStatus(this);
  }

  setActive(label: StreamLabel, active: boolean): void {
    const room = this.#mustBeIn();
    this.#mustPublish().setActive(label, active);
    room.announcePublication(this);
  }

  setMuted(muted: { readonly microphone?: boolean; readonly camera?: boolean }): void {
    const room = this.#mustBeIn();
    const publication = this.#mustPublish();
    this.#muted = { ...this.#muted, ...muted };
    publication.setMuted('sophon_audio', this.#muted.microphone);
    publication.setMuted('sophon_video_camera_large', this.#muted.camera);
    room.announceStatus(this);
  }

  stall(stalled = true): void {
    this.#mustBeIn();
    this.#mustPublish().stall(stalled);
  }

  unpublish(): void {
    const room = this.#mustBeIn();
    this.#mustPublish();
    this.#closePublication();
    room.announceUnpublished(this);
  }

  leave(): void {
    this.#mustBeIn();
    this.#go('left');
  }

  crash({ noticedAfterMs }: { noticedAfterMs?: number } = {}): void {
    this.#mustBeIn();
    this.publication?.stall(true);
    this.state = 'crashed';
    this.#noticing = setTimeout(() => {
      this.#go('crashed');
    }, noticedAfterMs ?? this.#service.settings.timings.sessionTimeoutMs);
    this.#noticing.unref();
  }

  notify(event: EventName, detail: Readonly<Record<string, unknown>>): void {
    if (this.state !== 'joined') return;
    this.events.push({ event, detail });
    if (this.events.length > keptEvents) this.events.shift();
  }

  putOut(byeCode: number): void {
    this.byeCode = byeCode;
    this.#go('put-out');
  }

  /** Ends it, whatever its state. */
  dispose(): void {
    this.#go('left');
  }

  #go(state: ParticipantState): void {
    clearTimeout(this.#noticing);
    this.state = state;
    const room = this.#service.rooms.get(this.#appId, this.room);
    room?.leave(this);
    if (room !== undefined) this.#service.rooms.discardIfEmpty(room);
    this.#closePublication();
    this.#onGone(this);
  }

  #closePublication(): void {
    const { publication } = this;
    this.publication = undefined;
    if (publication === undefined) return;
    closeSubscriptionsTo(this.#service, publication);
    void publication.close();
  }

  #mustBeIn(): Room {
    const room = this.#service.rooms.get(this.#appId, this.room);
    if (room === undefined || this.state !== 'joined') {
      throw new EmulatorError('invalid-state', `"${this.userId}" is not in room "${this.room}" any more`);
    }
    return room;
  }

  #mustPublish(): SyntheticPublication {
    if (this.publication === undefined)
      throw new EmulatorError('invalid-state', `"${this.userId}" does not publish`);
    return this.publication;
  }
}

/** Puts a new participant into its room. */
export function createParticipant(
  service: Service,
  identity: ParticipantIdentity,
  onGone: (participant: Participant) => void,
): Participant {
  const appId = appIdOf(service, identity);
  const { room, userId } = identity;
  if (!isRoomName(room)) throw new EmulatorError('invalid-argument', `"${room}" is not a room name`);
  if (!isUserId(userId)) throw new EmulatorError('invalid-argument', `"${userId}" is not a user id`);
  if (service.rooms.isClosed(appId, room))
    throw new EmulatorError('invalid-state', `room "${room}" is closed`);
  const participant = new Participant(service, { ...identity, appId }, onGone);
  service.rooms.enter(appId, room, participant);
  return participant;
}
