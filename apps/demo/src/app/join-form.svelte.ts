import { messages } from '../messages.ts';
import { recall, remember } from './remembered.ts';
import { isRoomName, randomText } from './room-name.ts';

/** Who wants to join what. Remembered for the next visit. */
export class JoinForm {
  /** What others will see. */
  name: string = $state('');
  /** The room as typed: it may not be valid yet. */
  room: string = $state('');
  private readonly nameLength: number;

  /** @param given - the room of the link, and how long a name may be. */
  constructor(given: { readonly room: string | undefined; readonly nameLength: number }) {
    this.nameLength = given.nameLength;
    this.name = recall('name') ?? '';
    this.room = given.room ?? recall('room') ?? `room-${randomText(6)}`;
    // Two tabs opened side by side shall meet in the same room, also on the very first visit.
    if (given.room === undefined) remember('room', this.room);
  }

  /** What is wrong with the name, in words. */
  get nameProblem(): string | undefined {
    const length = this.displayName.length;
    if (length === 0) return messages.join.nameMissing;
    return length > this.nameLength ? messages.join.nameTooLong(this.nameLength) : undefined;
  }

  /** What is wrong with the room, in words. */
  get roomProblem(): string | undefined {
    const room = this.room.trim();
    if (room === '') return messages.join.roomMissing;
    return isRoomName(room) ? undefined : messages.join.roomInvalid;
  }

  /** The name without what is around it. */
  get displayName(): string {
    return this.name.trim();
  }

  /** Keeps both for the next visit. */
  save(): void {
    remember('name', this.displayName);
    remember('room', this.room.trim());
  }
}
