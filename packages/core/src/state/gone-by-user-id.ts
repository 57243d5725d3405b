import type { Change } from './change.ts';

/**
 * Those of one leg who are gone from it, by user id: after a restart they may be back with another id of the driver. Where two of
 * one user id are gone nobody can tell who is who.
 */
export function goneByUserId(
  change: Change,
  leg: number,
  gone: Iterable<readonly [remoteId: string, id: string]>,
): ReadonlyMap<string, readonly (readonly [remoteId: string, id: string])[]> {
  const found = new Map<string, (readonly [string, string])[]>();
  for (const each of gone) {
    const presence = change.people.get(each[1])?.presences.find((one) => one.leg === leg);
    if (!presence) continue;
    const known = found.get(presence.userId);
    if (known) known.push(each);
    else found.set(presence.userId, [each]);
  }
  return found;
}
