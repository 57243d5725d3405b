import type { FakeCloud, FakeParticipant } from '@jackfield/adapter-fake';
import { isRtcError, type ParticipantPermissions, type SourceKind } from '@jackfield/core';
import { allKinds, roomName } from './names.ts';

/** Somebody whom the run plays, as they should be seen. What they publish the room knows. */
export interface Person {
  readonly participant: FakeParticipant;
  displayName: string;
  role: string | undefined;
  /** Tells whether they may do everything; undefined while nobody has said. */
  permitted: boolean | undefined;
  interrupted: boolean;
}

/** Everything, or next to nothing. */
export function permissionsOf(all: boolean): ParticipantPermissions {
  return { publish: all ? allKinds : [], subscribe: true, sendMessages: all, moderate: all };
}

/** Everybody else in the room, as the run made them. */
export class People {
  readonly #cloud: FakeCloud;
  readonly #known = new Map<string, Person>();

  constructor(cloud: FakeCloud) {
    this.#cloud = cloud;
  }

  /** Somebody who is there now: a moderator may have thrown them out. */
  find(userId: string): Person | undefined {
    return this.#cloud.room(roomName).userIds.includes(userId) ? this.#known.get(userId) : undefined;
  }

  /** Somebody comes in, unless they are there. */
  come(userId: string, sources: readonly SourceKind[]): void {
    if (this.find(userId)) return;
    const participant = this.#enter(userId, sources);
    if (!participant) return;
    this.#known.set(userId, {
      participant,
      displayName: userId,
      role: undefined,
      permitted: undefined,
      interrupted: false,
    });
  }

  /** Undefined where the room is closed or the service is down. */
  #enter(userId: string, sources: readonly SourceKind[]): FakeParticipant | undefined {
    try {
      return this.#cloud.room(roomName).addParticipant({ userId, sources });
    } catch (error) {
      if (isRtcError(error)) return undefined;
      throw error;
    }
  }
}
