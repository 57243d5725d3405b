import type { ModerationRequest } from '@jackfield/core/adapter';
import type { Engine } from './engine.ts';
import type { Member } from './cloud/member.ts';
import { FakeParticipant } from './cloud/participant.ts';

/** What a moderator does to somebody whom the cloud plays: they have no session that could be told, so they do it. */
export function moderateScripted(
  engine: Engine,
  { room, member }: { readonly room: string; readonly member: Member },
  request: Exclude<ModerationRequest, { action: 'close-room' }>,
): void {
  const participant = new FakeParticipant(engine, room, member);
  if (request.action === 'kick') participant.leave();
  else if (!member.sources.has(request.source)) return;
  else if (request.action === 'mute') participant.setMuted(request.source, true);
  else participant.unpublish(request.source);
}
