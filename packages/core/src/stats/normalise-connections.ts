import { entriesOfType, type ReportEntries, type ReportEntry } from './report-entry.ts';
import type { ConnectionStats } from './session-stats.ts';

/** The transports of a report, in milliseconds and bits per second. */
export function normaliseConnections(
  entries: ReportEntries,
  { prefix, participantId }: { readonly prefix: string; readonly participantId: string | undefined },
): readonly ConnectionStats[] {
  return selectedPairs(entries).map((pair) => {
    const local = entries.get(pair.text('localCandidateId') ?? '');
    const remote = entries.get(pair.text('remoteCandidateId') ?? '');
    const types = [local, remote].map((candidate) => candidate?.text('candidateType'));
    const protocol = local?.text('relayProtocol') ?? local?.text('protocol');
    return {
      id: `${prefix}/${pair.id}`,
      participantId,
      roundTripMs: milliseconds(pair.number('currentRoundTripTime')),
      availableOutgoingBitrate: pair.number('availableOutgoingBitrate'),
      path: types.includes('relay')
        ? 'relay'
        : types.some((type) => type !== undefined)
          ? 'direct'
          : undefined,
      // A relay over TLS is TCP below.
      protocol: protocol === 'tls' || protocol === 'tcp' ? 'tcp' : protocol === 'udp' ? 'udp' : undefined,
    };
  });
}

/** Seconds, as reports have them, in milliseconds. */
export function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}

/** The pairs in use: those that a transport names, else (Firefox) those that say `selected`, else the nominated ones. */
function selectedPairs(entries: ReportEntries): readonly ReportEntry[] {
  const named = entriesOfType(entries, 'transport')
    .map((transport) => entries.get(transport.text('selectedCandidatePairId') ?? ''))
    .filter((pair) => pair !== undefined);
  if (named.length > 0) return named;
  const pairs = entriesOfType(entries, 'candidate-pair');
  const selected = pairs.filter((pair) => pair.flag('selected'));
  if (selected.length > 0) return selected;
  return pairs.filter((pair) => pair.flag('nominated') && pair.text('state') === 'succeeded');
}
