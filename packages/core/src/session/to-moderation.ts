import type { ModerationRequest } from '../adapter/rtc-driver.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { ModerationAct } from './rtc-session.ts';

/** A moderator's act with the driver's id for core's. Throws `invalid-argument` for somebody who is not there. */
export function toModeration(act: ModerationAct, ids: ReadonlyMap<string, string>): ModerationRequest {
  if (act.action === 'close-room') return act;
  const remoteId = [...ids].find(([, id]) => id === act.participantId)?.[0];
  if (remoteId === undefined) {
    throw new RtcError({ code: 'invalid-argument', message: `Nobody here has the id ${act.participantId}.` });
  }
  return act.action === 'kick'
    ? { action: act.action, remoteId }
    : { action: act.action, remoteId, source: act.source };
}
