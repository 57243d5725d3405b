import { describe, expect, it } from 'vitest';
import { findTrack, type KnownTrack, type TrackSought } from '../../src/stats/known-track.ts';
import { normalise } from '../../src/stats/get-stats.ts';
import { brokenReport, chromiumReport, firefoxReport, waitingReport } from './reports.ts';

const known: readonly KnownTrack[] = [
  { participantId: undefined, source: 'microphone', trackId: 'own-microphone' },
  { participantId: undefined, source: 'camera', trackId: 'own-camera' },
  { participantId: 'p1', source: 'microphone', trackId: 'ann-microphone' },
];
const context = { known, toParticipant: (id: string) => (id === 'ann' ? 'p1' : undefined) };

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
    const read = normalise(
      [
        { direction: 'receive', remoteId: 'ann', report: chromiumReport() },
        { direction: 'send', source: 'screen', report: firefoxReport() },
      ],
      { ...context, since: undefined },
    );
    expect(
      read.media.map(({ direction, source, participantId }) => [direction, source, participantId]),
    ).toEqual([
      ['receive', 'microphone', 'p1'],
      ['send', 'screen', undefined],
    ]);
    expect(read.connections.at(-1)).toMatchObject({
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
