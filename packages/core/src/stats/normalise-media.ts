import type { SourceKind } from '../model/source-kind.ts';
import { findTrack, type KnownTrack } from './known-track.ts';
import { milliseconds } from './normalise-connections.ts';
import { entriesOfType, type ReportEntries, type ReportEntry } from './report-entry.ts';
import type { MediaStats } from './session-stats.ts';

/** The sources of a report, without what takes two readings. */
export function normaliseMedia(
  entries: ReportEntries,
  origin: ReportOrigin,
  known: readonly KnownTrack[],
): readonly Counted[] {
  const named = new Set([...entries.values()].flatMap((entry) => entry.text('trackIdentifier') ?? []));
  const parts = { entries, origin, known, named };
  const sent = origin.direction === 'receive' ? [] : layersOf(entriesOfType(entries, 'outbound-rtp'));
  const received = origin.direction === 'send' ? [] : entriesOfType(entries, 'inbound-rtp');
  return [
    ...sent.map((layers) => describe({ ...parts, direction: 'send', layers })),
    ...received.map((entry) => describe({ ...parts, direction: 'receive', layers: [entry] })),
  ].filter((stats) => stats !== undefined);
}

/** Where a report comes from. */
export interface ReportOrigin {
  /** Tells reports apart, so that their entries' ids do not meet. */
  readonly prefix: string;
  /** Whose connection it is about; undefined for everybody's. */
  readonly participantId: string | undefined;
  /** The one source that it is about. */
  readonly source: SourceKind | undefined;
  /** The things that it may be about. */
  readonly direction: 'send' | 'receive' | 'both';
}

type Counted = Omit<MediaStats, 'bitrate' | 'lossFraction'>;

/** The simulcast layers of one picture belong together. */
function layersOf(outbound: readonly ReportEntry[]): readonly Layers[] {
  const groups = new Map<string, [ReportEntry, ...ReportEntry[]]>();
  for (const entry of outbound) {
    const key = entry.text('mid') ?? entry.text('mediaSourceId') ?? entry.id;
    const known = groups.get(key);
    if (known) known.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups.values()];
}

/** The entries of one picture or sound. */
type Layers = readonly [ReportEntry, ...ReportEntry[]];

function describe({
  entries,
  origin,
  known,
  named,
  direction,
  layers,
}: {
  readonly entries: ReportEntries;
  readonly origin: ReportOrigin;
  readonly known: readonly KnownTrack[];
  readonly named: ReadonlySet<string>;
  readonly direction: 'send' | 'receive';
  readonly layers: Layers;
}): Counted | undefined {
  const [first] = layers;
  // Safari and older browsers call it `mediaType`.
  const kind = first.text('kind') ?? first.text('mediaType');
  if (kind !== 'audio' && kind !== 'video') return undefined;
  const mediaSource = entries.get(first.text('mediaSourceId') ?? '');
  const trackId = (direction === 'send' ? mediaSource : first)?.text('trackIdentifier');
  const track = findTrack(known, { ...origin, direction, kind, trackId, named });
  const remotes = layers.map((layer) => entries.get(layer.text('remoteId') ?? ''));
  // Of what is sent only the other end knows how it arrived.
  const arrived = direction === 'send' ? remotes : layers;
  const largest = layers.reduce((best, each) => (pixelsOf(each) > pixelsOf(best) ? each : best), first);
  const most = (name: string, from: readonly (ReportEntry | undefined)[]): number | undefined =>
    reduceKnown(from, name, Math.max);
  const sum = (name: string, from: readonly (ReportEntry | undefined)[]): number | undefined =>
    reduceKnown(from, name, (one, other) => one + other);
  const way = direction === 'send' ? 'Sent' : 'Received';
  return {
    id: `${origin.prefix}/${first.text('mid') ?? first.id}/${direction}`,
    direction,
    source: origin.source ?? track?.source,
    kind,
    participantId: origin.participantId ?? track?.participantId,
    atMs: first.number('timestamp') ?? 0,
    bytes: sum(`bytes${way}`, layers) ?? 0,
    packets: sum(`packets${way}`, layers) ?? 0,
    packetsLost: sum('packetsLost', arrived),
    jitterMs: milliseconds(most('jitter', arrived)),
    roundTripMs: milliseconds(most('roundTripTime', remotes)),
    codec: entries
      .get(first.text('codecId') ?? '')
      ?.text('mimeType')
      ?.split('/')
      .pop(),
    framesPerSecond: most('framesPerSecond', layers),
    width: largest.number('frameWidth'),
    height: largest.number('frameHeight'),
    qualityLimitation: direction === 'send' && kind === 'video' ? limitationOf(largest) : undefined,
  };
}

function reduceKnown(
  from: readonly (ReportEntry | undefined)[],
  name: string,
  combine: (one: number, other: number) => number,
): number | undefined {
  return from
    .map((entry) => entry?.number(name))
    .filter((value) => value !== undefined)
    .reduce<number | undefined>((all, value) => (all === undefined ? value : combine(all, value)), undefined);
}

const pixelsOf = (entry: ReportEntry): number =>
  (entry.number('frameWidth') ?? 0) * (entry.number('frameHeight') ?? 0);

const limitations: readonly NonNullable<MediaStats['qualityLimitation']>[] = [
  'none',
  'cpu',
  'bandwidth',
  'other',
];

function limitationOf(entry: ReportEntry): MediaStats['qualityLimitation'] {
  return limitations.find((reason) => reason === entry.text('qualityLimitationReason'));
}
