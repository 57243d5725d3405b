import { describe, expect, it } from 'vitest';
import type { RtcDriver } from '../../src/adapter/rtc-driver.ts';
import { RtcError } from '../../src/errors/rtc-error.ts';
import { createCredentialKeeper } from '../../src/leg/credential-keeper.ts';
import type { Leg } from '../../src/leg/leg.ts';
import { createFakeClock } from '../../src/testing/fake-clock.ts';

function createRig(doRenewCredential?: NonNullable<RtcDriver['doRenewCredential']>) {
  const clock = createFakeClock();
  const over = new AbortController();
  const warnings: unknown[] = [];
  const leg = {
    signal: over.signal,
    call: (_lanes: unknown, _bound: unknown, run: Parameters<Leg['call']>[2]) =>
      run((doRenewCredential ? { doRenewCredential } : {}) as RtcDriver, { signal: over.signal }),
  } as Leg;
  const keeper = createCredentialKeeper({ clock, leg, warn: (cause) => warnings.push(cause) });
  return { clock, over, warnings, keeper };
}

describe('the credential of a leg', () => {
  it.each([
    [600_000, 570_000],
    [100_000, 80_000],
    [10_000, 8_000],
  ])('that lasts %d ms is renewed after %d, and so is the next one', async (expiresInMs, dueMs) => {
    let renewals = 0;
    const { clock, keeper, warnings } = createRig(() => {
      renewals += 1;
      return Promise.resolve({ expiresInMs });
    });
    keeper.schedule(expiresInMs);
    await clock.advance(dueMs - 1);
    expect(renewals).toBe(0);
    await clock.advance(1);
    expect(renewals).toBe(1);
    await clock.advance(dueMs);
    expect([renewals, warnings]).toEqual([2, []]);
  });

  it('that has no end is not renewed by itself, and one is asked for once at a time', async () => {
    let renewals = 0;
    let answer = (): void => undefined;
    const { clock, keeper } = createRig(() => {
      renewals += 1;
      return new Promise((resolve) => {
        answer = () => {
          resolve({});
        };
      });
    });
    keeper.schedule(undefined);
    expect(clock.pending).toBe(0);
    const both = [keeper.renew(), keeper.renew()];
    expect(renewals).toBe(1);
    answer();
    await Promise.all(both);
    void keeper.renew();
    expect(renewals).toBe(2);
  });

  it('warns where it is refused or cannot be renewed, and not of a leg that is over', async () => {
    const refusal = new RtcError({ code: 'forbidden', message: 'No.' });
    const refused = createRig(() => Promise.reject(refusal));
    await refused.keeper.renew();
    expect(refused.warnings).toEqual([refusal]);
    const unable = createRig();
    await unable.keeper.renew();
    expect(unable.warnings).toMatchObject([{ code: 'unsupported' }]);
    const late = createRig(() => {
      late.over.abort();
      return Promise.reject(refusal);
    });
    await late.keeper.renew();
    expect(late.warnings).toEqual([]);
  });

  it('is not waited for once the leg is over', async () => {
    let renewals = 0;
    const { clock, keeper } = createRig(() => {
      renewals += 1;
      return Promise.resolve({});
    });
    keeper.schedule(10_000);
    keeper.end();
    await clock.advance(20_000);
    expect([renewals, clock.pending]).toEqual([0, 0]);
  });
});
