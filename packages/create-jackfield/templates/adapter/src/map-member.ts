import type { RemoteParticipantInfo } from '@jackfield/core/adapter';
import type { AcmeMember } from './port.ts';

/** Says in Jackfield's words who somebody is. */
export function mapMember({ id, user, name, published }: AcmeMember): RemoteParticipantInfo {
  return { remoteId: id, userId: user, displayName: name, sources: published };
}
