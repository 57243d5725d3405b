import type { DriverStats } from '../adapter/rtc-driver.ts';
import { checkOptions } from '../errors/check-options.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { mediaKindOf, sourceKinds } from '../model/source-kind.ts';
import { internalsOf, type Internals } from '../session/internals.ts';
import type { RtcViewer } from '../face/rtc-viewer.ts';
import { addRates } from './add-rates.ts';
import type { KnownTrack } from './known-track.ts';
import { normaliseConnections } from './normalise-connections.ts';
import { normaliseMedia } from './normalise-media.ts';
import { readReport } from './report-entry.ts';
import type { SessionStats } from './session-stats.ts';

/**
 * Reads the statistics of the present call. Rejects `unsupported` where the adapter has none, `invalid-state` without a
 * call, `timeout` after 5 s, `aborted` when the call ends meanwhile, and `invalid-argument` for a session of another copy
 * of core.
 */
export async function getStats(session: RtcViewer, options: GetStatsOptions = {}): Promise<SessionStats> {
  const parts = internalsOf(session);
  checkOptions('The options', options, { since: 'object' });
  const { since } = options;
  checkStats(parts);
  const leg = parts.call.active;
  if (!leg) throw new RtcError({ code: 'invalid-state', message: 'Statistics need a call: join first.' });
  const read = await leg.call(['stats'], { ms: boundMs, what: 'Reading statistics' }, (driver) =>
    driver.doGetStats ? driver.doGetStats() : Promise.reject(unsupported(parts.call.leading ?? parts)),
  );
  return normalise(read, {
    known: knownTracks(parts),
    toParticipant: (remoteId) => parts.store.state.legs.get(leg.generation)?.ids.get(remoteId),
    since,
  });
}

/** The time that a reading may take, in milliseconds. */
const boundMs = 5_000;

/** The way to read. */
export interface GetStatsOptions {
  /** An earlier reading of the same call: bitrates and losses are those since then. Without it they are undefined. */
  readonly since?: SessionStats | undefined;
}

/** Throws `unsupported` where the adapter has no statistics. */
export function checkStats({ adapter, call }: Pick<Internals, 'adapter' | 'call'>): void {
  const over = call.leading ?? { adapter };
  if (!over.adapter.capabilities.stats) throw unsupported(over);
}

/** Makes one reading of a driver's reports. Pure. */
export function normalise(
  read: readonly DriverStats[],
  {
    known,
    toParticipant,
    since,
  }: {
    readonly known: readonly KnownTrack[];
    readonly toParticipant: (remoteId: string) => string | undefined;
    readonly since: SessionStats | undefined;
  },
): SessionStats {
  const before = new Map(since?.media.map((stats) => [stats.id, stats]));
  const seen = new Map<string, number>();
  const parts = read.map(({ direction, remoteId, source, report }) => {
    const entries = readReport(report);
    const participantId = remoteId === undefined ? undefined : toParticipant(remoteId);
    const name = [direction, remoteId ?? '', source ?? ''].join(':');
    // Ids are unique within one report only.
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const prefix = count === 1 ? name : `${name}:${String(count)}`;
    return {
      media: normaliseMedia(entries, { prefix, direction, participantId, source }, known),
      connections: normaliseConnections(entries, { prefix, participantId }),
    };
  });
  return {
    media: parts.flatMap(({ media }) => media).map((stats) => addRates(stats, before.get(stats.id))),
    connections: parts.flatMap(({ connections }) => connections),
  };
}

function knownTracks({ store, call, part }: Internals): readonly KnownTrack[] {
  const sent = call.leading?.publisher.outgoing() ?? [];
  const own = sent.map(({ source, track }) => ({ participantId: undefined, source, trackId: track?.id }));
  const others = [...store.state.people].flatMap(
    ([
      participantId,
      {
        participant: { sources },
      },
    ]) =>
      sourceKinds
        .filter((source) => sources[source]?.subscription.status === 'subscribed')
        .map((source) => {
          const tracks = part?.remote.streamOf({ participantId, source }).getTracks() ?? [];
          return {
            participantId,
            source,
            trackId: tracks.find(({ kind }) => kind === mediaKindOf(source))?.id,
          };
        }),
  );
  return [...own, ...others];
}

function unsupported({ adapter: { name } }: Pick<Internals, 'adapter'>): RtcError {
  return new RtcError({
    code: 'unsupported',
    message: `There are no statistics with ${name}.`,
    adapter: name,
  });
}
