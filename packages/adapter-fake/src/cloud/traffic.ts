import { mediaKindOf, type Clock, type DriverStats, type SourceKind } from '@jackfield/core/adapter';
import type { Connection } from '../connection.ts';
import type { SimulcastLayer } from './layer.ts';
import type { MemberSource } from './member.ts';

/** Bits per second that the fake says a sound or a picture takes. No media is encoded: these are what a call of its kind takes. */
export const nominalBitrates: Readonly<Record<'microphone' | 'screen-audio' | SimulcastLayer, number>> = {
  microphone: 32_000,
  'screen-audio': 64_000,
  low: 150_000,
  medium: 500_000,
  high: 1_200_000,
};

/** Bytes that a packet carries. */
const PACKET = 1_000;

/** One source on its way, from or to a session. */
interface Stream {
  readonly direction: 'send' | 'receive';
  readonly remoteId: string | undefined;
  readonly source: SourceKind;
  readonly bitrate: number;
  readonly track: MediaStreamTrack;
}

/** An entry of a browser's report. */
interface Entry {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** What a session of the fake cloud would have sent and received, as a browser reports it. */
export interface Traffic {
  /** Counts up to now. A muted source adds nothing. */
  read(): readonly DriverStats[];
}

/**
 * Counts the pretended traffic of one link: rates are {@link nominalBitrates}, a round trip is twice the cloud's latency, nothing is lost.
 *
 * @param link - whose traffic it is.
 */
export function createTraffic({
  connection,
  clock,
  roundTripMs,
}: {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly roundTripMs: number;
}): Traffic {
  const counted = new Map<string, number>();
  let before = clock.now();
  return {
    read() {
      const now = clock.now();
      const seconds = (now - before) / 1_000;
      before = now;
      const media = streamsOf(connection).map((stream): DriverStats => {
        const key = [stream.direction, stream.remoteId, stream.source].join(' ');
        const bytes = (counted.get(key) ?? 0) + Math.round((stream.bitrate * seconds) / 8);
        counted.set(key, bytes);
        const { direction, remoteId, source } = stream;
        return { direction, remoteId, source, report: reportOf(stream, { bytes, now }) };
      });
      return [{ direction: 'both', report: linkOf({ now, roundTripMs }) }, ...media];
    },
  };
}

function streamsOf(connection: Connection): readonly Stream[] {
  const { member } = connection;
  if (!member) return [];
  const sent = [...member.sources.values()].flatMap((published) =>
    published.track ? streamOf('send', undefined, { published, track: published.track, layer: 'high' }) : [],
  );
  return [
    ...sent,
    ...connection
      .receives()
      .flatMap(({ remoteId, published, track, layer }) =>
        streamOf('receive', remoteId, { published, track, layer }),
      ),
  ];
}

function streamOf(
  direction: 'send' | 'receive',
  remoteId: string | undefined,
  {
    published,
    track,
    layer,
  }: {
    readonly published: MemberSource;
    readonly track: MediaStreamTrack;
    readonly layer: SimulcastLayer;
  },
): Stream {
  const { source, muted } = published;
  const rate = source === 'microphone' || source === 'screen-audio' ? source : layer;
  return { direction, remoteId, source, track, bitrate: muted ? 0 : nominalBitrates[rate] };
}

function reportOf(
  { direction, source, track }: Stream,
  { bytes, now }: { readonly bytes: number; readonly now: number },
): RTCStatsReport {
  const way = direction === 'send' ? 'Sent' : 'Received';
  // Tracks without a device say no size; what is received has one.
  const { width = 1_280, height = 720, frameRate } = track.getSettings();
  const isPicture = mediaKindOf(source) === 'video' && bytes > 0;
  const media = {
    id: 'media',
    type: direction === 'send' ? 'outbound-rtp' : 'inbound-rtp',
    kind: mediaKindOf(source),
    timestamp: now,
    [`bytes${way}`]: bytes,
    [`packets${way}`]: Math.floor(bytes / PACKET),
    ...(isPicture && { frameWidth: width, frameHeight: height, framesPerSecond: frameRate }),
    packetsLost: 0,
    remoteId: 'arrived',
  };
  // What is sent is counted as lost by the other end.
  const arrived = { id: 'arrived', type: 'remote-inbound-rtp', timestamp: now, packetsLost: 0 };
  return toReport(direction === 'send' ? [media, arrived] : [media]);
}

function linkOf({
  now,
  roundTripMs,
}: {
  readonly now: number;
  readonly roundTripMs: number;
}): RTCStatsReport {
  return toReport([
    {
      id: 'link',
      type: 'candidate-pair',
      timestamp: now,
      selected: true,
      currentRoundTripTime: roundTripMs / 1_000,
    },
  ]);
}

function toReport(entries: readonly Entry[]): RTCStatsReport {
  return new Map<string, object>(entries.map((entry) => [entry.id, entry]));
}
