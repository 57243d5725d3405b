import { asObject, asText, BadRequest } from '@jackfield/emulator-kit';

import { memberOf } from './membership.ts';
import { withdraw } from './publish.ts';
import { Refusal } from './refusal.ts';
import { mustBeJoined, type ReplyData, type SessionRequest } from './request.ts';

/** Takes a client's status word (what it publishes and has muted) and passes it on. */
export function status({ service, session, body }: SessionRequest): ReplyData {
  mustBeJoined(session);
  const { status: report, seq } = asObject(body, 'the body');
  const { userId, status: word } = asObject(report, 'status');
  if (userId !== session.userId) throw new Refusal('parameter-invalid', 'the status is about someone else');
  const text = asText(word, 'status.status', 16);
  if (!/^[\da-f]{1,16}$/iu.test(text)) throw new BadRequest('status.status must be hexadecimal digits');
  // Reports go by connections of their own and may overtake each other: the newest one holds (assumed).
  const order = seq ?? session.statusOrder;
  if (typeof order !== 'number' || !Number.isSafeInteger(order))
    throw new BadRequest('seq must be a whole number');
  if (order < session.statusOrder) return {};
  session.statusOrder = order;
  session.status = text;
  service.rooms.get(session.appId, session.room)?.announceStatus(memberOf(service, session));
  return {};
}

/** Changes the role in the interactive-live profile. Whoever becomes a viewer stops publishing (assumed). */
export function roleupdate({ service, session, body }: SessionRequest): ReplyData {
  mustBeJoined(session);
  const { clientrole } = asObject(body, 'the body');
  if (clientrole !== 'live' && clientrole !== 'interactive') {
    throw new BadRequest('clientrole must be "live" or "interactive"');
  }
  if (session.profile !== 'interactive_live')
    throw new Refusal('role-forbidden', 'this channel has no roles');
  session.role = clientrole;
  if (clientrole === 'live') withdraw(service, session);
  return {};
}
