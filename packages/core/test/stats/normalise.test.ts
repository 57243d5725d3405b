import { describe, expect, it } from 'vitest';
import { findTrack, type KnownTrack, type TrackSought } from '../../src/stats/known-track.ts';
import { normalise } from '../../src/stats/get-stats.ts';
import { brokenReport, chromiumReport, firefoxReport, report, waitingReport } from './reports.ts';

const known: readonly KnownTrack[] = [
  { participantId: undefined, source: 'microphone', trackId: 'own-microphone' },
  { participantId: undefined, source: 'camera', trackId: 'own-camera' },
  { participantId: 'p1', source: 'microphone', trackId: 'ann-microphone' },
];
const context = { known, toParticipant: (id: string) => (id === 'ann' ? 'p1' : undefined) };

/** One reading of a connection that carries everything. */
const read = (entries: readonly object[]) =>
  normalise([{ direction: 'both', report: report(entries) }], { ...context, since: undefined });

describe('normalising reports', () => {
  it('reads what a browser counts since the last reading', () => {
    const first = normalise([{ direction: 'both', report: chromiumReport() }], {
      ...context,
      since: undefined,
    });
    expect(first.media.map(({ bitrate, lossFraction }) => [bitrate, lossFraction])).toEqual(
      Array.from({ length: 3 }, () => [undefined, undefined]),
    );
    const second = normalise([{ direction: 'both', report: chromiumReport({ second: true }) }], {
      ...context,
      since: first,
    });
    expect(second.media).toEqual([
      {
        ...{
          id: 'both::/0/send',
          direction: 'send',
          source: 'microphone',
          kind: 'audio',
          participantId: undefined,
        },
        ...{ atMs: 3_000, bytes: 18_000, packets: 200, packetsLost: 15, bitrate: 32_000, lossFraction: 0.1 },
        ...{ jitterMs: 4, roundTripMs: 80, codec: 'opus', framesPerSecond: undefined },
        ...{ width: undefined, height: undefined, qualityLimitation: undefined },
      },
      {
        ...{
          id: 'both::/1/send',
          direction: 'send',
          source: 'camera',
          kind: 'video',
          participantId: undefined,
        },
        ...{ atMs: 3_000, bytes: 325_000, packets: 460, packetsLost: undefined, bitrate: 900_000 },
        ...{ lossFraction: undefined, jitterMs: undefined, roundTripMs: undefined, codec: 'VP8' },
        ...{ framesPerSecond: 30, width: 1280, height: 720, qualityLimitation: 'bandwidth' },
      },
      {
        ...{
          id: 'both::/2/receive',
          direction: 'receive',
          source: 'microphone',
          kind: 'audio',
          participantId: 'p1',
        },
        ...{ atMs: 3_000, bytes: 16_000, packets: 190, packetsLost: 12, bitrate: 32_000, lossFraction: 0.1 },
        ...{ jitterMs: 12, roundTripMs: undefined, codec: 'opus', framesPerSecond: undefined },
        ...{ width: undefined, height: undefined, qualityLimitation: undefined },
      },
    ]);
    expect(second.connections).toEqual([
      {
        ...{
          id: 'both::/CP2',
          participantId: undefined,
          roundTripMs: 50,
          availableOutgoingBitrate: 2_500_000,
        },
        ...{ path: 'relay', protocol: 'tcp' },
      },
    ]);
  });

  it('says nothing of counters that went back', () => {
    const later = normalise([{ direction: 'both', report: chromiumReport({ second: true }) }], {
      ...context,
      since: undefined,
    });
    const media = later.media.map((stats) => ({ ...stats, atMs: 500 }));
    const anew = normalise([{ direction: 'both', report: chromiumReport() }], {
      ...context,
      since: { ...later, media },
    });
    expect(anew.media.map(({ bitrate }) => bitrate)).toEqual([undefined, undefined, undefined]);
  });

  it('reads one direction, one participant and one source where the driver says so', () => {
    const told = normalise(
      [
        { direction: 'receive', remoteId: 'ann', report: chromiumReport() },
        { direction: 'send', source: 'screen', report: firefoxReport() },
      ],
      { ...context, since: undefined },
    );
    expect(
      told.media.map(({ direction, source, participantId }) => [direction, source, participantId]),
    ).toEqual([
      ['receive', 'microphone', 'p1'],
      ['send', 'screen', undefined],
    ]);
    expect(told.connections.at(-1)).toMatchObject({
      path: 'direct',
      protocol: 'udp',
      roundTripMs: undefined,
    });
  });

  it('keeps two connections of the same kind apart', () => {
    const { media } = normalise(
      [
        { direction: 'send', report: firefoxReport() },
        { direction: 'send', report: firefoxReport() },
      ],
      { ...context, since: undefined },
    );
    expect(new Set(media.map(({ id }) => id)).size).toBe(2);
    expect(media.map(({ source }) => source)).toEqual(['camera', 'camera']);
  });

  it('takes no receiver that waits for something else for the camera', () => {
    const withCamera: readonly KnownTrack[] = [
      ...known,
      { participantId: 'p1', source: 'camera', trackId: 'ann-camera' },
    ];
    const { media } = normalise([{ direction: 'both', remoteId: 'ann', report: waitingReport() }], {
      ...{ ...context, known: withCamera },
      since: undefined,
    });
    const cameras = media.filter(({ source }) => source === 'camera');
    expect(cameras.map(({ direction, framesPerSecond }) => [direction, framesPerSecond])).toEqual([
      ['send', 19],
      ['receive', 20],
    ]);
  });

  it('reads what is sent only, where the driver says so', () => {
    const { media } = normalise([{ direction: 'send', report: chromiumReport() }], {
      ...context,
      since: undefined,
    });
    expect(media.map(({ direction }) => direction)).toEqual(['send', 'send']);
  });

  it('takes for layers of one picture what has one place in the connection, or one source', () => {
    const video = { type: 'outbound-rtp', kind: 'video', timestamp: 1_000, bytesSent: 1 };
    const { media } = read([
      { id: 'a', ...video, mid: '1', mediaSourceId: 'S' },
      { id: 'b', ...video, mid: '1', mediaSourceId: 'T' },
      { id: 'c', ...video, mid: '2', mediaSourceId: 'T' },
      { id: 'd', ...video, mediaSourceId: 'T' },
      { id: 'e', ...video, mediaSourceId: 'T' },
      { id: 'f', ...video },
      { id: 'g', ...video },
    ]);
    expect(media.map(({ id, bytes }) => `${id} ${String(bytes)}`)).toEqual([
      'both::/1/send 2',
      'both::/2/send 1',
      'both::/d/send 2',
      'both::/f/send 1',
      'both::/g/send 1',
    ]);
  });

  it('has the size of the largest layer, and the best that any layer tells', () => {
    const layer = { type: 'outbound-rtp', kind: 'video', timestamp: 1_000, mid: '1' };
    const { media } = read([
      { id: 'a', ...layer, frameWidth: 1280, frameHeight: 720, framesPerSecond: 30 },
      { id: 'b', ...layer, frameWidth: 320, frameHeight: 180 },
    ]);
    expect(media).toMatchObject([{ width: 1280, height: 720, framesPerSecond: 30 }]);
  });

  it.each([
    ['none', 'none'],
    ['cpu', 'cpu'],
    ['bandwidth', 'bandwidth'],
    ['other', 'other'],
    ['weather', undefined],
  ])('says that a picture is limited by %s, and nothing of that else', (qualityLimitationReason, limited) => {
    const entry = { timestamp: 1_000, qualityLimitationReason };
    const { media } = read([
      { id: 'a', type: 'outbound-rtp', kind: 'video', ...entry },
      { id: 'b', type: 'outbound-rtp', kind: 'audio', ...entry },
      { id: 'c', type: 'inbound-rtp', kind: 'video', ...entry },
    ]);
    expect(media.map(({ qualityLimitation }) => qualityLimitation)).toEqual([limited, undefined, undefined]);
  });

  it('reads what older browsers call otherwise, and a codec without a name', () => {
    const { media } = read([
      { id: 'a', type: 'inbound-rtp', mediaType: 'audio', codecId: 'c' },
      { id: 'c', type: 'codec' },
    ]);
    expect(media).toMatchObject([{ kind: 'audio', codec: undefined }]);
  });

  it('survives nonsense', () => {
    const { media, connections } = normalise([{ direction: 'both', report: brokenReport() }], {
      ...context,
      since: undefined,
    });
    expect(media).toMatchObject([{ kind: 'audio', bytes: 0, packetsLost: undefined, codec: undefined }]);
    expect(connections).toEqual([]);
  });
});

const screen: KnownTrack = { participantId: undefined, source: 'screen', trackId: undefined };
const audio: TrackSought = {
  ...{ direction: 'send', kind: 'audio', trackId: 'clone', participantId: undefined, source: undefined },
  named: new Set(['clone']),
};

describe('finding the source of a track', () => {
  it.each<[string, readonly KnownTrack[], Partial<TrackSought>, string | undefined]>([
    ['the only one that it can be', known, {}, 'microphone'],
    ['the same track among several', [...known, screen], { kind: 'video', trackId: 'own-camera' }, 'camera'],
    ['no guess among several', [...known, screen], { kind: 'video' }, undefined],
    ['the one that the driver named', [...known, screen], { kind: 'video', source: 'screen' }, 'screen'],
    ['nobody of another participant', known, { direction: 'receive', participantId: 'p2' }, undefined],
    ['not one that another entry names', known, { named: new Set(['clone', 'own-microphone']) }, undefined],
    ['nothing of the other kind', known, { direction: 'receive', kind: 'video' }, undefined],
  ])('%s', (_, tracks, sought, source) => {
    expect(findTrack(tracks, { ...audio, ...sought })?.source).toBe(source);
  });
});
