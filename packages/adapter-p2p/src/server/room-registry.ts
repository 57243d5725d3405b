import { randomBytes, randomUUID } from 'node:crypto';
import type { JoinFrame, ResumeFrame } from '../protocol/client-frames.ts';
import type { ByeReason, RefusalCode } from '../protocol/server-frames.ts';
import { permissionsOf, type AdmissionGrant, type AdmissionRequest } from './admission.ts';
import { Member, type MemberSocket } from './member.ts';
import type { QueueBudget } from './queue-budget.ts';
import { Room } from './room.ts';
import type { ServerClock } from './server-clock.ts';
import { ShareCounter } from './share-counter.ts';
import type { SignallingLimits } from './signalling-limits.ts';
import { UsedCredentials } from './used-credentials.ts';

/** What the registry needs to know. */
export interface RegistryOptions {
  readonly clock: ServerClock;
  readonly limits: SignallingLimits;
  readonly heartbeatMs: number;
  readonly resumeMs: number;
  readonly budget: QueueBudget;
}

/** A member in its room. */
export interface Membership {
  readonly room: Room;
  readonly member: Member;
}

/** Why somebody is not let in. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
}

const isSomebodyElse: Refusal = {
  code: 'forbidden',
  message: 'Somebody else is in the room as this user.',
};

/** All rooms and memberships of a server. */
export class RoomRegistry {
  readonly #options: RegistryOptions;
  readonly #rooms = new Map<string, Room>();
  readonly #sessions = new Map<string, Membership>();
  readonly #used: UsedCredentials;
  readonly #roomShares: ShareCounter;

  constructor(options: RegistryOptions) {
    this.#options = options;
    this.#used = new UsedCredentials(options.clock);
    this.#roomShares = new ShareCounter(options.limits.roomsPerAddress);
  }

  get rooms(): readonly Room[] {
    return [...this.#rooms.values()];
  }

  room(id: string): Room | undefined {
    return this.#rooms.get(id);
  }

  /** Who is in a room as a user. */
  presence(room: string, userId: string): AdmissionRequest['present'] {
    const member = this.#rooms.get(room)?.memberOfUser(userId);
    return member && { holder: member.holder, connected: member.connected };
  }

  /** Says why a renewed credential is not taken, if it is not. */
  refuseRenewal(member: Member, grant: AdmissionGrant): Refusal | undefined {
    if (grant.holder !== member.holder) return isSomebodyElse;
    return this.#refuseUsed(grant);
  }

  /**
   * Lets somebody in, or says why not. The same user's older membership ends as `replaced` where the credential was made for the
   * same client.
   */
  enter(
    frame: JoinFrame,
    grant: AdmissionGrant,
    { socket, address }: { readonly socket: MemberSocket; readonly address: string },
  ): Membership | Refusal {
    const { limits, clock, heartbeatMs, resumeMs, budget } = this.#options;
    const before = this.#rooms.get(frame.room);
    const older = before?.memberOfUser(frame.userId);
    if (older && older.holder !== grant.holder) return isSomebodyElse;
    if (before && !older && before.size >= limits.members) {
      return {
        code: 'room-full',
        message: `The room already has ${before.size} people, as many as this server allows.`,
      };
    }
    if (!before && this.#rooms.size >= limits.rooms) {
      return {
        code: 'rate-limited',
        message: 'The server has as many rooms as it can hold. Try again later.',
      };
    }
    if (!before && !this.#roomShares.hasRoom(address)) {
      return {
        code: 'rate-limited',
        message: 'As many rooms as one address may make are open from yours. Try again later.',
      };
    }
    const permissions = permissionsOf(grant);
    const used = this.#refuseUsed(grant);
    if (used) return used;
    const member = new Member(
      {
        id: randomUUID(),
        session: randomBytes(32).toString('base64url'),
        userId: frame.userId,
        displayName: grant.displayName ?? frame.displayName,
        role: grant.role,
        holder: grant.holder,
        nameIsFixed: grant.displayName !== undefined,
        permissions,
        state: {
          ...frame.state,
          sources: frame.state.sources.filter(({ source }) => permissions.publish.includes(source)),
        },
      },
      { limits, budget },
    );
    if (before && older) this.dismiss({ room: before, member: older }, 'replaced');
    const room = this.#room(frame.room, address);
    const membership = { room, member };
    member.attach(socket);
    member.sendNow({
      type: 'welcome',
      id: member.id,
      session: member.session,
      members: room.members.map((other) => other.info),
      permissions,
      role: grant.role,
      heartbeatMs,
      resumeMs,
      credentialExpiresInMs: grant.expiresAt === undefined ? undefined : grant.expiresAt - clock.now(),
    });
    this.#sessions.set(member.session, membership);
    room.add(member);
    this.expireAt(membership, grant.expiresAt);
    return membership;
  }

  /** Goes on with a membership, or undefined where that is impossible. */
  resume(frame: ResumeFrame, socket: MemberSocket): Membership | undefined {
    const membership = this.#sessions.get(frame.session);
    if (!membership?.member.canResume(frame.received)) return undefined;
    const { room, member } = membership;
    member.cancelResume();
    member.close(4409, 'Another socket went on with this session.');
    member.resume(socket, frame.received);
    room.tellOthers(member, { type: 'member-resumed', id: member.id });
    return membership;
  }

  /** The socket of a member is lost: it may come back for a while. */
  suspend(membership: Membership): void {
    const { room, member } = membership;
    room.tellOthers(member, { type: 'member-suspended', id: member.id });
    member.cancelResume = this.#options.clock.after(this.#options.resumeMs, () => this.remove(membership));
  }

  /** A member goes by itself. */
  remove({ room, member }: Membership): void {
    this.#sessions.delete(member.session);
    room.remove(member);
  }

  /** A member has to go. */
  dismiss({ room, member }: Membership, reason: ByeReason): void {
    this.#sessions.delete(member.session);
    room.dismiss(member, reason);
  }

  /** Everybody in a room has to go. */
  closeRoom(room: Room, reason: ByeReason): void {
    for (const member of room.members) this.#sessions.delete(member.session);
    room.close(reason);
  }

  /** Ends a membership when its credential ends; replaces an earlier bound. */
  expireAt(membership: Membership, expiresAt: number | undefined): void {
    const { clock } = this.#options;
    membership.member.cancelExpiry();
    if (expiresAt === undefined) return;
    // Timers hold 31 bits; nobody is in a call for 24 days.
    const delayMs = Math.min(Math.max(0, expiresAt - clock.now()), 2 ** 31 - 1);
    membership.member.cancelExpiry = clock.after(delayMs, () =>
      this.dismiss(membership, 'credential-expired'),
    );
  }

  #refuseUsed({ oneTimeId, expiresAt }: AdmissionGrant): Refusal | undefined {
    if (oneTimeId === undefined || this.#used.take(oneTimeId, expiresAt ?? Infinity)) return undefined;
    return {
      code: 'credential-invalid',
      message: 'The credential admits once, and was used: fetch a new one.',
    };
  }

  #room(id: string, address: string): Room {
    const known = this.#rooms.get(id);
    if (known) return known;
    const release = this.#roomShares.hold(address);
    const room: Room = new Room(id, () => {
      release();
      if (this.#rooms.get(id) === room) this.#rooms.delete(id);
    });
    this.#rooms.set(id, room);
    return room;
  }
}
