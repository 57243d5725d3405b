import { describe, expect, it } from 'vitest';
import type { RtcDriver } from '../../src/adapter/rtc-driver.ts';
import type { Leg } from '../../src/leg/leg.ts';
import { createEvidence } from '../../src/switching/evidence.ts';
import { createFakeEnvironment } from '../../src/testing.ts';
import { createStubVendor } from '../session/stub-vendor.ts';
import { info, told } from '../state/people.ts';

/** Zoe, whose microphone is received over leg 1. */
function rig({ stats, driver = {} }: { readonly stats: boolean; readonly driver?: Partial<RtcDriver> }) {
  const { tracks, clock } = createFakeEnvironment();
  const call = told();
  call.tell({ type: 'participantJoined', leg: 1, data: info('zoe', { sources: ['microphone'] }) });
  const track = tracks.create({ kind: 'audio', origin: 'remote' });
  const participantId = call.idOf('zoe');
  const subscription = { status: 'subscribing' } as const;
  call.tell({
    type: 'subscriptionChanged',
    data: { leg: 1, participantId, source: 'microphone', subscription },
  });
  call.tell({ type: 'remoteTrack', leg: 1, data: { remoteId: 'zoe', source: 'microphone', track } });
  let asked = 0;
  const leg = {
    generation: 1,
    call: (_lanes: unknown, _bound: unknown, run: (driver: RtcDriver) => Promise<unknown>) => {
      asked += 1;
      return run(driver as RtcDriver);
    },
  } as Pick<Leg, 'call' | 'generation'> as Leg;
  const { adapter } = createStubVendor({ stats });
  const evidence = createEvidence({ leg, adapter }, { state: () => call.state, clock });
  return { evidence, track, clock, asked: () => asked };
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
});
