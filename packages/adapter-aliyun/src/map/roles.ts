import type { ParticipantPermissions } from '@jackfield/core/adapter';

/** The two roles of the vendor's interactive profile, by the names that core's other adapters use. */
export const aliyunRoles = ['host', 'audience'] as const;

/** Whether the vendor has it. */
export function isRole(role: string): role is (typeof aliyunRoles)[number] {
  return aliyunRoles.some((known) => known === role);
}

/** The vendor's number: 0 interactive, 1 live. */
export function numberOfRole(role: string): 0 | 1 {
  return role === 'host' ? 0 : 1;
}

/** What a role may do: only hosts may publish. */
export function permissionsOf(role: string): ParticipantPermissions {
  return {
    publish: role === 'host' ? ['microphone', 'camera', 'screen'] : [],
    subscribe: true,
    sendMessages: false,
    moderate: false,
  };
}
