import { permissionsOf, type AdmissionGrant } from './admission.ts';
import type { Membership } from './room-registry.ts';

/**
 * Gives a member what a renewed credential grants. Everybody is told of what changed, and what is published beyond the new rights is
 * withdrawn in the others' eyes whatever the member does.
 */
export function changeRights({ room, member }: Membership, grant: AdmissionGrant): void {
  const permissions = permissionsOf(grant);
  const { role, displayName } = grant;
  const changed = JSON.stringify([member.permissions, member.role]) !== JSON.stringify([permissions, role]);
  member.permissions = permissions;
  member.role = role;
  member.nameIsFixed = displayName !== undefined;
  if (changed) {
    room.tellOthers(member, { type: 'member-rights', id: member.id, permissions, role });
    member.send({ type: 'rights', permissions, role });
  }
  const allowed = member.state.sources.filter(({ source }) => permissions.publish.includes(source));
  if (allowed.length < member.state.sources.length) {
    member.state = { revision: member.state.revision + 1, sources: allowed };
    room.tellOthers(member, { type: 'member-state', id: member.id, state: member.state });
  }
  if (displayName !== undefined && displayName !== member.displayName) {
    member.displayName = displayName;
    room.tellOthers(member, { type: 'member-profile', id: member.id, displayName });
  }
}
