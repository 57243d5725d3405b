import type { Clause } from '../clauses/clause.ts';
import { clauses as allClauses } from '../clauses/clauses.ts';
import type { LawId } from '../laws/law.ts';
import { laws } from '../laws/laws.ts';
import { rules, type RuleNumber } from '../laws/rules.ts';
import { saboteurs, type SaboteurName } from '../lies/saboteurs.ts';

/** What no clause is about. */
export interface Uncovered {
  /** Laws without a clause. */
  readonly laws: readonly LawId[];
  /** Rules without a clause. */
  readonly rules: readonly RuleNumber[];
  /** Saboteurs that no clause names. */
  readonly saboteurs: readonly SaboteurName[];
  /** Ids that more than one clause has. */
  readonly doubled: readonly string[];
}

/** Looks for laws, rules and saboteurs that no clause is about, and for ids that are not unique. */
export function uncovered(clauses: readonly Clause[] = allClauses): Uncovered {
  const ids = clauses.map(({ id }) => id);
  return {
    laws: (Object.keys(laws) as LawId[]).filter((id) => !clauses.some(({ law }) => law === id)),
    rules: ruleNumbers().filter((rule) => !clauses.some((clause) => clause.rules?.includes(rule))),
    saboteurs: (Object.keys(saboteurs) as SaboteurName[]).filter(
      (name) => !clauses.some((clause) => clause.saboteurs?.includes(name)),
    ),
    doubled: ids.filter((id, index) => ids.indexOf(id) !== index),
  };
}

/** The numbers of all rules. */
function ruleNumbers(): readonly RuleNumber[] {
  return Object.keys(rules).map((key) => Number(key) as RuleNumber);
}
