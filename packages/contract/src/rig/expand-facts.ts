import type { RemoteParticipantInfo, RemotePublication, SourceKind } from '@jackfield/core/adapter';
import type { DriverFact } from './bare-driver.ts';

/** What {@link createFactExpander} makes. */
export interface FactExpander {
  /** The fact, and the single facts that it means. */
  expand(fact: DriverFact): readonly DriverFact[];
  /** Takes a roster that did not come as a fact, that of a join: what its people publish is known and is no news. */
  know(roster: readonly RemoteParticipantInfo[]): void;
}

/**
 * Takes facts about a whole person apart, as core does, for a driver without core: the adapter face lets a driver tell all that
 * somebody publishes at once, and clauses about bare drivers count single facts.
 */
export function createFactExpander(): FactExpander {
  const known = new Map<string, ReadonlyMap<SourceKind, RemotePublication>>();
  const changes = (remoteId: string, sources: readonly RemotePublication[]): readonly DriverFact[] => {
    const before = known.get(remoteId) ?? new Map<SourceKind, RemotePublication>();
    const now = new Map(sources.map((each) => [each.source, each]));
    known.set(remoteId, now);
    const gone = [...before.keys()].filter((source) => !now.has(source));
    return [
      ...gone.map((source): DriverFact => ({ name: 'sourceUnpublished', fact: { remoteId, source } })),
      ...sources.flatMap((each): readonly DriverFact[] => {
        const { source, muted } = each;
        const earlier = before.get(source);
        if (!earlier) return [{ name: 'sourcePublished', fact: { remoteId, ...each } }];
        return earlier.muted === muted ? [] : [{ name: 'sourceMuted', fact: { remoteId, source, muted } }];
      }),
    ];
  };
  const know = (roster: readonly RemoteParticipantInfo[]): void => {
    for (const { remoteId, sources } of roster) {
      known.set(remoteId, new Map(sources.map((each) => [each.source, each])));
    }
  };
  const expand = (told: DriverFact): readonly DriverFact[] => {
    if (told.name === 'connectionRestored' || told.name === 'rosterSnapshot') know(told.fact.roster);
    if (told.name === 'participantJoined') {
      known.delete(told.fact.remoteId);
      return [told, ...changes(told.fact.remoteId, told.fact.sources)];
    }
    if (told.name === 'participantUpdated' && told.fact.sources)
      return [told, ...changes(told.fact.remoteId, told.fact.sources)];
    if (told.name === 'sourcePublished' || told.name === 'sourceMuted' || told.name === 'sourceUnpublished') {
      const { remoteId, source } = told.fact;
      const now = new Map(known.get(remoteId));
      if (told.name === 'sourceUnpublished') now.delete(source);
      else now.set(source, { source, muted: told.fact.muted });
      known.set(remoteId, now);
    }
    return [told];
  };
  return { expand, know };
}
