import { randomBytes, randomUUID } from 'node:crypto';
import type { JoinFrame, ResumeFrame } from '../protocol/client-frames.ts';
import type { ByeReason, RefusalCode } from '../protocol/server-frames.ts';
import { permissionsOf, type AdmissionGrant } from './admission.ts';
import { Member, type MemberSocket } from './member.ts';
import { Room } from './room.ts';
import type { ServerClock } from './server-clock.ts';
import type { SignallingLimits } from './signalling-limits.ts';

/** What the registry needs to know. */
export interface RegistryOptions {
  readonly clock: ServerClock;
  readonly limits: SignallingLimits;
  readonly heartbeatMs: number;
  readonly resumeMs: number;
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

/** All rooms and memberships of a server. */
export class RoomRegistry {
  readonly #options: RegistryOptions;
  readonly #rooms = new Map<string, Room>();
  readonly #sessions = new Map<string, Membership>();

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  get rooms(): readonly Room[] {
    return [...this.#rooms.values()];
  }

  room(id: string): Room | undefined {
    return this.#rooms.get(id);
  }

  /** Lets somebody in, or says why not. The same user's older membership ends as `replaced`. */
  enter(frame: JoinFrame, grant: AdmissionGrant, socket: MemberSocket): Membership | Refusal {
    const { limits, clock, heartbeatMs, resumeMs } = this.#options;
    const before = this.#rooms.get(frame.room);
    const older = before?.memberOfUser(frame.userId);
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
    const permissions = permissionsOf(grant);
    const member = new Member(
      {
        id: randomUUID(),
        session: randomBytes(32).toString('base64url'),
        userId: frame.userId,
        displayName: grant.displayName ?? frame.displayName,
        role: grant.role,
        permissions,
        state: {
          ...frame.state,
          sources: frame.state.sources.filter(({ source }) => permissions.publish.includes(source)),
        },
      },
      limits,
    );
    if (before && older) this.dismiss({ room: before, member: older }, 'replaced');
    const room = this.#room(frame.room);
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

  #room(id: string): Room {
    const known = this.#rooms.get(id);
    if (known) return known;
    const room: Room = new Room(id, () => {
      if (this.#rooms.get(id) === room) this.#rooms.delete(id);
    });
    this.#rooms.set(id, room);
    return room;
  }
}
