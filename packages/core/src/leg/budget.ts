import { sourceKinds, type SourceKind } from '../model/source-kind.ts';
import type { MachineState } from '../state/machine-state.ts';
import { presenceOn } from '../state/person.ts';
import { grant, type Claim } from './grant.ts';
import type { Wishes } from './wishes.ts';

/** The places of a vendor that gives a limited number of subscriptions, and who gets them. */
export interface Budget {
  /** Works out anew who gets a place. Returns the ids of those for whom that changed. */
  renew(): ReadonlySet<string>;
  /** Tells whether a source has a place. */
  has(participantId: string, source: SourceKind): boolean;
}

/** The parts that a budget works with. */
interface BudgetPort {
  readonly leg: number;
  readonly limit: number;
  readonly wishes: Wishes;
  readonly state: () => MachineState;
}

/** Makes the budget of a leg. Without a limit everything has a place, and nobody else is looked at. */
export function createBudget({ leg, limit, wishes, state }: BudgetPort): Budget {
  let granted: ReadonlySet<string> | undefined;
  const nameOf = (id: string, source: SourceKind): string => `${id}/${source}`;

  /** Collects what is wanted of everybody, with what its place depends on. */
  function claims(): Claim[] {
    const all: Claim[] = [];
    for (const [id, person] of state().people) {
      const sources = presenceOn(person, leg)?.sources;
      if (!sources) continue;
      for (const source of sourceKinds) {
        const told = sources[source];
        if (!told || told.subscription.status === 'failed' || wishes.refusal(id, source, leg)) continue;
        const pinned = wishes.isManual(id, source);
        all.push({ name: nameOf(id, source), pinned, seen: wishes.isSeen(id), spokeAt: wishes.spokeAt(id) });
      }
    }
    return all;
  }
  return {
    renew() {
      const changed = new Set<string>();
      if (limit === Infinity) return changed;
      const before = granted;
      const all = claims();
      granted = grant(limit, all);
      for (const { name } of all) {
        const had = before?.has(name) ?? true;
        if (had !== (granted?.has(name) ?? true)) changed.add(name.slice(0, name.lastIndexOf('/')));
      }
      return changed;
    },
    has: (participantId, source) => granted?.has(nameOf(participantId, source)) ?? true,
  };
}
