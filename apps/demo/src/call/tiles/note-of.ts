import type { Participant, RemoteSourceInfo } from '@jackfield/core';
import { callMessages } from '../call-messages.ts';
import { isOfOtherKey } from '../keys-of.ts';

/** What to tell a viewer about a picture that is not as it should be; undefined if all is well or nothing is expected. */
export function noteOf(
  source: RemoteSourceInfo | undefined,
  connection: Participant['connection'],
  /** The sound that belongs to it: what cannot be decrypted is told also where there is no picture. */
  sound?: RemoteSourceInfo,
): string | undefined {
  if (connection === 'interrupted') return callMessages.call.interrupted;
  if ([source, sound].some((each) => each && isOfOtherKey(each))) return callMessages.call.otherKey;
  if (!source || source.muted) return undefined;
  const { subscription } = source;
  if (subscription.status === 'failed') return callMessages.call.pictureFailed;
  if (subscription.status === 'not-subscribed' && subscription.reason === 'limit')
    return callMessages.call.pictureLimit;
  if (source.render === 'stalled') return callMessages.call.pictureStalled;
  return source.render === 'playing' ? undefined : callMessages.call.pictureComing;
}
