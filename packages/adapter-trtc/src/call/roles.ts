import type { ParticipantPermissions } from '@jackfield/core/adapter';
import { trtcRoles } from '../capabilities.ts';
import type { TrtcRole } from '../port.ts';

/** Tells a role of the vendor's. */
export function isRole(role: string | undefined): role is TrtcRole {
  return trtcRoles.some((known) => known === role);
}

/** What a role may do: the audience neither publishes nor sends. */
export function permissionsOf(role: TrtcRole): ParticipantPermissions {
  const anchor = role === 'anchor';
  return {
    publish: anchor ? ['microphone', 'camera', 'screen'] : [],
    subscribe: true,
    sendMessages: anchor,
    moderate: false,
  };
}
