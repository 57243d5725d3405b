import type { NumberedClientFrame } from '../protocol/client-frames.ts';
import type { RefusalCode } from '../protocol/server-frames.ts';
import { refusalOf, type AdmissionGrant, type VerifyCredential } from './admission.ts';
import { changeRights } from './change-rights.ts';
import type { ReceivedFrame } from './frame-schemas.ts';
import type { Membership, RoomRegistry } from './room-registry.ts';
import type { ServerClock } from './server-clock.ts';

/** What handling frames needs. */
export interface FrameContext {
  readonly registry: RoomRegistry;
  readonly verify: VerifyCredential;
  readonly clock: ServerClock;
  readonly origin: string | undefined;
  /** Runs what comes later than the frame, within the last catch of the sender's connection. */
  readonly guard: (act: () => void) => void;
}

type Request = Extract<NumberedClientFrame, { request: number }>;

/** Does what a member's frame asks for. */
export function handleFrame(frame: ReceivedFrame, membership: Membership, context: FrameContext): void {
  const { room, member } = membership;
  switch (frame.type) {
    case 'join':
    case 'resume':
      // The caller refuses these: they only come first.
      return;
    case 'heartbeat': {
      member.acknowledge(frame.received);
      return;
    }
    case 'leave': {
      context.registry.remove(membership);
      return;
    }
    case 'signal':
      member.received += 1;
      // Somebody who has just left is no error: their leaving is on its way to the sender.
      room.member(frame.to)?.sendText(signalText(member.id, frame.payloadText));
      return;
    case 'state':
    case 'profile':
    case 'renew':
    case 'moderate':
      member.received += 1;
      handleRequest(frame, membership, context);
      return;
  }
}

function handleRequest(frame: Request, membership: Membership, context: FrameContext): void {
  const { room, member } = membership;
  const done = (): void => member.send({ type: 'done', request: frame.request });
  switch (frame.type) {
    case 'state': {
      const { publish } = member.permissions;
      const refused = frame.state.sources.find(({ source }) => !publish.includes(source));
      if (refused) {
        fail(membership, frame, 'forbidden', `The credential does not allow to publish ${refused.source}.`);
        return;
      }
      member.state = frame.state;
      room.tellOthers(member, { type: 'member-state', id: member.id, state: frame.state });
      done();
      return;
    }
    case 'profile':
      if (member.nameIsFixed && frame.displayName !== member.displayName) {
        fail(membership, frame, 'forbidden', 'The credential fixes the name: renew it with another one.');
        return;
      }
      member.displayName = frame.displayName;
      room.tellOthers(member, { type: 'member-profile', id: member.id, displayName: frame.displayName });
      done();
      return;
    case 'renew': {
      renew(frame, membership, context);
      return;
    }
    case 'moderate': {
      moderate(frame, membership, context);
      return;
    }
  }
}

function renew(
  frame: Extract<Request, { type: 'renew' }>,
  membership: Membership,
  context: FrameContext,
): void {
  const { room, member } = membership;
  const { credential } = frame;
  const { registry, origin } = context;
  const { userId } = member;
  const present = registry.presence(room.id, userId);
  context.verify({ credential, room: room.id, userId, origin, present }).then(
    (grant) => context.guard(() => renewed(frame, membership, { context, grant })),
    (error: unknown) =>
      context.guard(() => {
        const { code, message } = refusalOf(error);
        fail(membership, frame, code, message);
      }),
  );
}

function renewed(
  frame: Extract<Request, { type: 'renew' }>,
  membership: Membership,
  { context, grant }: { readonly context: FrameContext; readonly grant: AdmissionGrant },
): void {
  const { room, member } = membership;
  if (room.member(member.id) !== member) return;
  const refusal = context.registry.refuseRenewal(member, grant);
  if (refusal) {
    fail(membership, frame, refusal.code, refusal.message);
    return;
  }
  changeRights(membership, grant);
  context.registry.expireAt(membership, grant.expiresAt);
  const credentialExpiresInMs =
    grant.expiresAt === undefined ? undefined : grant.expiresAt - context.clock.now();
  member.send({ type: 'done', request: frame.request, credentialExpiresInMs });
}

function moderate(
  frame: Extract<Request, { type: 'moderate' }>,
  membership: Membership,
  context: FrameContext,
): void {
  const { room, member } = membership;
  const done = (): void => member.send({ type: 'done', request: frame.request });
  if (!member.permissions.moderate) {
    fail(membership, frame, 'forbidden', 'The credential does not allow to moderate.');
    return;
  }
  if (frame.action === 'close-room') {
    // Before the goodbye, which ends the moderator's membership, too.
    done();
    context.registry.closeRoom(room, 'room-closed');
    return;
  }
  const target = room.member(frame.target);
  if (!target) {
    fail(membership, frame, 'invalid-argument', 'Nobody with that id is in the room.');
    return;
  }
  if (frame.action === 'kick') context.registry.dismiss({ room, member: target }, 'kicked');
  else target.send({ type: 'moderated', action: frame.action, source: frame.source });
  done();
}

function fail(membership: Membership, frame: Request, code: RefusalCode, message: string): void {
  membership.member.send({ type: 'failed', request: frame.request, code, message });
}

/** A `signal` frame around a payload that is not written anew: what two members say to each other is no business of the server. */
function signalText(from: string, payloadText: string): string {
  return `{"type":"signal","from":"${from}","payload":${payloadText}}`;
}
