import { readFileSync } from 'node:fs';
import process from 'node:process';

interface LeftOut {
  readonly contract?: string;
  readonly clauses?: string;
}

const list = new URL('../../run/left-out.json', import.meta.url);

/**
 * The pattern of the clauses that `npm test` leaves out for an adapter, as the list of what is left out has it; undefined where it
 * leaves out none, and in `npm run conformance`, which runs all of them.
 */
export function leftOutClauses(contract: string): RegExp | undefined {
  if (process.env['JACKFIELD_CONFORMANCE_DIRECTORY']) return undefined;
  const entries = JSON.parse(readFileSync(list, 'utf8')) as readonly LeftOut[];
  const patterns = entries.flatMap((entry) =>
    entry.contract === contract && entry.clauses !== undefined ? [entry.clauses] : [],
  );
  return patterns.length === 0 ? undefined : new RegExp(patterns.join('|'), 'u');
}
