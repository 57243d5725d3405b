import type { RemotePublication, SourceKind } from '@jackfield/core/adapter';
import type { DriverFact } from './bare-driver.ts';

/**
 * Takes facts about a whole person apart, as core does, for a driver without core: the adapter face lets a driver tell all that
 * somebody publishes at once, and clauses about bare drivers count single facts. Each call gives the fact and what it means.
 */
export function createFactExpander(): (fact: DriverFact) => readonly DriverFact[] {
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
  return (told) => {
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
}
