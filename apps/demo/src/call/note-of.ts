import type { Participant, RemoteSourceInfo } from '@jackfield/core';
import { messages } from '../messages.ts';

/** What to tell a viewer about a picture that is not as it should be; undefined if all is well or nothing is expected. */
export function noteOf(
  source: RemoteSourceInfo | undefined,
  connection: Participant['connection'],
): string | undefined {
  if (connection === 'interrupted') return messages.call.interrupted;
  if (!source || source.muted) return undefined;
  const { subscription } = source;
  if (subscription.status === 'failed') return messages.call.pictureFailed;
  if (subscription.status === 'not-subscribed' && subscription.reason === 'limit')
    return messages.call.pictureLimit;
  if (source.render === 'stalled') return messages.call.pictureStalled;
  return source.render === 'playing' ? undefined : messages.call.pictureComing;
}
