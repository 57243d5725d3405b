import type { RemoteParticipantInfo } from '../adapter/remote-participant-info.ts';
import type { Change } from './change.ts';
import type { Person } from './person.ts';

/**
 * Finds who on the other legs may be the person whom a leg reports: by a user id that both vendors vouch for, or by the app's own
 * judgement. Whoever is on this leg already is somebody else. A function, so that a whole roster is matched in one pass.
 */
export function otherLegsOf(change: Change, leg: number): (info: RemoteParticipantInfo) => readonly string[] {
  const identity = change.leg(leg)?.fields.identity;
  let candidates: readonly Person[] | undefined;
  let byUserId: Map<string, string[]> | undefined;

  const isHere = (person: Person): boolean => person.presences.some((presence) => presence.leg === leg);
  /** Those of the other legs, by the user ids that their vendors vouch for. */
  function attested(): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const [id, { presences }] of change.people.entries()) {
      for (const { userId, leg: other } of presences) {
        if (!change.leg(other)?.fields.identity.attested) continue;
        const known = found.get(userId) ?? [];
        if (!known.includes(id)) found.set(userId, [...known, id]);
      }
    }
    return found;
  }
  return ({ userId }) => {
    if (!identity || change.legs().length < 2) return [];
    const found = new Set<string>();
    if (identity.attested) for (const id of (byUserId ??= attested()).get(userId) ?? []) found.add(id);
    const { samePerson } = identity;
    if (samePerson) {
      candidates ??= change.people.entries().map(([, person]) => person);
      for (const { presences, participant } of candidates)
        if (presences.some((presence) => samePerson(userId, presence.userId))) found.add(participant.id);
    }
    return [...found].filter((id) => {
      const person = change.people.get(id);
      return person !== undefined && !isHere(person);
    });
  };
}
