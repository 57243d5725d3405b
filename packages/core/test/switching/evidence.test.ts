import { describe, expect, it } from 'vitest';
import type { RtcDriver } from '../../src/adapter/rtc-driver.ts';
import type { Leg } from '../../src/leg/leg.ts';
import { mediaKindOf, type SourceKind } from '../../src/model/source-kind.ts';
import { createEvidence } from '../../src/switching/evidence.ts';
import { createFakeEnvironment } from '../../src/testing.ts';
import { createStubVendor } from '../session/stub-vendor.ts';
import { info, told } from '../state/people.ts';
import { report } from '../stats/reports.ts';

/** Zoe, of whom one source is received over leg 1. She is on leg 2 as well. */
function rig({
  stats,
  driver = {},
  source = 'microphone',
}: {
  readonly stats: boolean;
  readonly driver?: Partial<RtcDriver>;
  readonly source?: SourceKind;
}) {
  const { tracks, clock } = createFakeEnvironment();
  const call = told({ legs: 2 });
  for (const leg of [1, 2])
    call.tell({ type: 'participantJoined', leg, data: info('zoe', { sources: [source] }) });
  const track = tracks.create({ kind: mediaKindOf(source), origin: 'remote' });
  const participantId = call.idOf('zoe');
  const subscription = { status: 'subscribing' } as const;
  call.tell({ type: 'subscriptionChanged', data: { leg: 1, participantId, source, subscription } });
  call.tell({ type: 'remoteTrack', leg: 1, data: { remoteId: 'zoe', source, track } });
  const bounds: unknown[] = [];
  const leg = {
    generation: 1,
    call: (lanes: unknown, bound: unknown, run: (driver: RtcDriver) => Promise<unknown>) => {
      bounds.push([lanes, bound]);
      return run(driver as RtcDriver);
    },
  } as Pick<Leg, 'call' | 'generation'> as Leg;
  const { adapter } = createStubVendor({ stats });
  const evidence = createEvidence({ leg, adapter }, { state: () => call.state, clock });
  const close = (): void => {
    call.tell({ type: 'legClosed', data: { leg: 1 } });
  };
  return { evidence, track, clock, bounds, asked: () => bounds.length, close, call, tracks };
}

describe('that something comes over a leg', () => {
  it('is the browser’s word where a vendor has no statistics, and has to last', async () => {
    const { evidence, track, clock, asked } = rig({ stats: false });
    track.setMuted(true);
    await evidence.look();
    await clock.advance(1_000);
    expect([evidence.has(track), asked()]).toEqual([false, 0]);
    track.setMuted(false);
    await evidence.look();
    expect(evidence.has(track)).toBe(false);
    await clock.advance(499);
    expect(evidence.has(track)).toBe(false);
    await clock.advance(1);
    expect(evidence.has(track)).toBe(true);
  });

  it('is the browser’s word for what no report names, and where the driver has none', async () => {
    for (const driver of [{}, { doGetStats: () => Promise.resolve([]) }]) {
      const { evidence, track, clock, asked } = rig({ stats: true, driver });
      track.setMuted(true);
      await evidence.look();
      await clock.advance(1_000);
      expect(evidence.has(track)).toBe(false);
      track.setMuted(false);
      await evidence.look();
      await clock.advance(500);
      expect([evidence.has(track), asked()]).toEqual([true, 2]);
    }
  });

  it('is asked once at a time, again after a failure, and not for what is known', async () => {
    let fails = true;
    const { evidence, track, clock, asked } = rig({
      stats: true,
      driver: { doGetStats: () => (fails ? Promise.reject(new Error('No.')) : Promise.resolve([])) },
    });
    await Promise.all([evidence.look(), evidence.look()]);
    await clock.advance(1_000);
    expect([evidence.has(track), asked()]).toEqual([false, 1]);
    fails = false;
    await evidence.look();
    await evidence.look();
    await clock.advance(500);
    expect([evidence.has(track), asked()]).toEqual([true, 2]);
  });

  it.each([
    ['packets of a sound', 'microphone', 'packetsReceived'],
    ['pictures of a known size', 'camera', 'frameWidth'],
  ] as const)('is %s, whatever the browser says of its track', async (_what, source, counter) => {
    const counters = { packetsReceived: 7, frameWidth: 320, [counter]: 0 };
    const { evidence, track, clock } = rig({
      stats: true,
      source,
      driver: {
        doGetStats: () => {
          const entry = {
            id: 'I',
            type: 'inbound-rtp',
            timestamp: 1,
            kind: mediaKindOf(source),
            ...counters,
          };
          return Promise.resolve([{ direction: 'receive', remoteId: 'zoe', report: report([entry]) }]);
        },
      },
    });
    await evidence.look();
    await clock.advance(1_000);
    expect(evidence.has(track)).toBe(false);
    track.setMuted(true);
    counters[counter] = 1;
    await evidence.look();
    await clock.advance(500);
    expect(evidence.has(track)).toBe(true);
  });

  it('is the browser’s word where the leg was closed while it was read', async () => {
    const { evidence, track, clock, close } = rig({
      stats: true,
      driver: {
        doGetStats: () => {
          close();
          return Promise.resolve([{ direction: 'receive', remoteId: 'zoe', report: report([]) }]);
        },
      },
    });
    await evidence.look();
    await clock.advance(500);
    expect(evidence.has(track)).toBe(true);
  });

  it('is told of each by the reports of their own connection and source, of what is received', async () => {
    const entryOf = (direction: 'inbound' | 'outbound', counters: object) =>
      report([{ id: 'I', type: `${direction}-rtp`, timestamp: 1, kind: 'audio', ...counters }]);
    const of = (remoteId: string, packetsReceived: number) =>
      ({ direction: 'receive', remoteId, report: entryOf('inbound', { packetsReceived }) }) as const;
    const sent = entryOf('outbound', { packetsSent: 9 });
    const { evidence, track, clock, call, tracks, bounds } = rig({
      stats: true,
      driver: {
        doGetStats: () =>
          Promise.resolve([
            of('yan', 5),
            { direction: 'send', remoteId: 'zoe', source: 'microphone', report: sent },
            { ...of('zoe', 5), source: 'screen-audio' },
            of('zoe', 0),
          ]),
      },
    });
    call.tell({ type: 'participantJoined', leg: 2, data: info('xia', { sources: ['microphone'] }) });
    call.tell({ type: 'participantJoined', leg: 1, data: info('yan', { sources: ['microphone'] }) });
    const participantId = call.idOf('yan');
    const subscription = { status: 'subscribing' } as const;
    const other = tracks.create({ kind: 'audio', origin: 'remote' });
    call.tell(
      { type: 'subscriptionChanged', data: { leg: 1, participantId, source: 'microphone', subscription } },
      { type: 'remoteTrack', leg: 1, data: { remoteId: 'yan', source: 'microphone', track: other } },
    );
    await evidence.look();
    await clock.advance(500);
    expect([evidence.has(track), evidence.has(other)]).toEqual([false, true]);
    expect(bounds).toEqual([[['stats'], { ms: 2_000, what: 'Reading statistics' }]]);
  });
});
