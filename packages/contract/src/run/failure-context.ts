import type { Clause } from '../clauses/clause.ts';
import type { BareDriver, DriverFact } from '../rig/bare-driver.ts';
import type { Rig } from '../rig/rig.ts';

/** The number of last events and facts that are worth reading. */
const few = 6;
const lawsPage = 'https://github.com/jackfield-rtc/jackfield/blob/main/docs/laws.md';

/** Says of a failure which clause it is, where that is explained, and what was told last, with fact, person and source. */
export function failureContext(clause: Clause, rig: Rig, bares: readonly BareDriver[]): string {
  const sides = rig.sides.map(({ userId, log }) => lastOf(userId, log.lines()));
  const drivers = bares.map(({ userId, facts }) => lastOf(userId, facts.map(lineOf(namesIn(facts)))));
  const link = `${clause.id}: ${clause.title} ${lawsPage}#${clause.id.toLowerCase()}`;
  return [link, ...sides, ...drivers].join('\n');
}

function lastOf(userId: string, lines: readonly string[]): string {
  const last = lines.slice(-few).join(', ');
  return `${userId} was told last: ${last || 'nothing'}`;
}

/** The user behind each id of a driver. */
function namesIn(facts: readonly DriverFact[]): ReadonlyMap<string, string> {
  return new Map(
    facts.flatMap(({ name, fact }) =>
      name === 'participantJoined' ? [[fact.remoteId, fact.userId] as const] : [],
    ),
  );
}

const lineOf =
  (names: ReadonlyMap<string, string>) =>
  ({ name, fact }: DriverFact): string => {
    const { remoteId, source } = fact as { readonly remoteId?: string; readonly source?: string };
    const who = remoteId === undefined ? undefined : (names.get(remoteId) ?? remoteId);
    return [name, who, source].filter((part) => part !== undefined).join(' ');
  };
