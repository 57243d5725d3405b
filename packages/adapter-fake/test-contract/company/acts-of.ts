import { replace, runClause, type AdapterMiddleware, type Clause } from '@jackfield/contract';
import type { RemoteParticipantInfo, RtcDriverSink, SourceKind } from '@jackfield/core/adapter';
import { fakeRigs, type FakeProfile } from '../fake-rig.ts';

/** The things that were there in a run of a clause, for whichever driver saw most of it. */
export interface Acts {
  /** Other people in the room at once. Whoever only marks that everything has arrived is none of them. */
  readonly people: number;
  /** Local sources that the vendor was given. */
  readonly local: readonly SourceKind[];
  /** Sources of other people at once, each with its person. */
  readonly remote: readonly string[];
}

/** Runs a clause and counts who and what was there: that is what it is about. */
export async function actsOf(clause: Clause, profile: FakeProfile): Promise<Acts> {
  const most = { people: 0, local: [] as readonly SourceKind[], remote: [] as readonly string[] };
  const middleware: AdapterMiddleware = (adapter) =>
    replace(
      adapter,
      watching((seen) => {
        if (seen.people > most.people) most.people = seen.people;
        if (seen.local.length > most.local.length) most.local = seen.local;
        if (seen.remote.length > most.remote.length) most.remote = seen.remote;
      }),
    );
  await runClause(clause, fakeRigs(profile), { middleware });
  return most;
}

function watching(look: (acts: Acts) => void): Parameters<typeof replace>[1] {
  const people = new Map<string, { readonly userId: string; readonly sources: Set<SourceKind> }>();
  const local = new Set<SourceKind>();
  const tell = (): void => {
    const others = [...people.values()].filter(({ userId }) => !userId.startsWith('sentinel-'));
    const remote = others.flatMap(({ userId, sources }) =>
      [...sources].map((source) => `${userId} ${source}`),
    );
    look({ people: others.length, local: [...local], remote });
  };
  const came = ({ remoteId, userId, sources }: RemoteParticipantInfo): void => {
    people.set(remoteId, { userId, sources: new Set(sources.map(({ source }) => source)) });
    tell();
  };
  const syncs = (sources: readonly SourceKind[]): void => {
    for (const source of sources) local.add(source);
    tell();
  };
  return {
    driver: ({ driver }) => ({
      async doJoin(request) {
        syncs(request.local.map(({ source }) => source));
        const result = await driver.doJoin(request);
        result.roster.forEach(came);
        return result;
      },
      doSyncLocal(wanted, call) {
        syncs(wanted.map(({ source }) => source));
        return driver.doSyncLocal(wanted, call);
      },
    }),
    sink: (sink): Partial<RtcDriverSink> => ({
      participantJoined(fact) {
        came(fact);
        sink.participantJoined(fact);
      },
      participantLeft(fact) {
        people.delete(fact.remoteId);
        sink.participantLeft(fact);
      },
      sourcePublished(fact) {
        people.get(fact.remoteId)?.sources.add(fact.source);
        tell();
        sink.sourcePublished(fact);
      },
      sourceUnpublished(fact) {
        people.get(fact.remoteId)?.sources.delete(fact.source);
        sink.sourceUnpublished(fact);
      },
    }),
  };
}
