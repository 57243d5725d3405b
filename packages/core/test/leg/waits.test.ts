import { describe, expect, it } from 'vitest';
import { RtcError } from '../../src/errors/rtc-error.ts';
import { createWaits } from '../../src/leg/waits.ts';
import { createFakeClock } from '../../src/testing/fake-clock.ts';

const passing = new RtcError({ code: 'network', message: 'Later.' });
const final = new RtcError({ code: 'forbidden', message: 'Never.' });

function createRig() {
  const clock = createFakeClock();
  const log: string[] = [];
  const waits = createWaits({
    clock,
    ms: 10_000,
    late: (source) => log.push(`late ${source}`),
    again: (sources) => log.push(`again ${sources.join(' ')}`),
  });
  return { clock, log, waits };
}

describe('the wait for a track', () => {
  it('is over with its bound, and with the track', async () => {
    const { clock, log, waits } = createRig();
    waits.expect('camera');
    waits.expect('microphone');
    await clock.advance(5_000);
    waits.expect('camera');
    waits.received('microphone');
    await clock.advance(5_000);
    expect([log, waits.hasCome('microphone'), waits.hasCome('camera')]).toEqual([
      ['late camera'],
      true,
      false,
    ]);
    expect(clock.pending).toBe(0);
  });

  it('counts a track as come until the app asks anew', () => {
    const { waits } = createRig();
    waits.received('camera');
    waits.askAnew('camera');
    expect(waits.hasCome('camera')).toBe(false);
  });
});

describe('the wait for another try', () => {
  it('grows with each failure, to half a minute, and is short again once a track has come', async () => {
    const { clock, log, waits } = createRig();
    const delays: (number | undefined)[] = [];
    for (let failure = 0; failure < 7; failure += 1) {
      waits.retryLater('camera', passing);
      delays.push(clock.timers[0]?.delayMs);
      await clock.advance(30_000);
    }
    expect(delays).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    expect(log).toHaveLength(7);
    waits.received('camera');
    waits.retryLater('camera', passing);
    expect(clock.timers[0]?.delayMs).toBe(2_000);
  });

  it('is not made for what cannot pass, nor after its end', async () => {
    const { clock, log, waits } = createRig();
    waits.retryLater('camera', final);
    waits.retryLater('screen', passing);
    waits.end();
    await clock.advance(60_000);
    expect([log, clock.pending]).toEqual([[], 0]);
  });

  it('names all that wait, so that a driver is asked once', async () => {
    const { clock, log, waits } = createRig();
    waits.retryLater('microphone', passing);
    waits.retryLater('camera', passing);
    await clock.advance(2_000);
    expect(log[0]).toBe('again microphone camera');
  });
});
