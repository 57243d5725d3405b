import { describe, expect, it } from 'vitest';
import type { RtcDriver } from '../../src/adapter/rtc-driver.ts';
import type { RtcDriverSink } from '../../src/adapter/rtc-driver-sink.ts';
import { RtcError } from '../../src/errors/rtc-error.ts';
import { createLeg } from '../../src/leg/leg.ts';
import { createFakeEnvironment } from '../../src/testing/create-fake-environment.ts';
import { createStubVendor } from '../session/stub-vendor.ts';

const left = { remoteId: 'ann' };
const over = new RtcError({ code: 'aborted', message: 'The call ended.' });

function createRig(methods: Partial<RtcDriver> = {}) {
  const { environment, clock } = createFakeEnvironment();
  const vendor = createStubVendor().adapter;
  const log: string[] = [];
  let sink: RtcDriverSink | undefined;
  const leg = createLeg(
    {
      ...vendor,
      createDriver(own, given) {
        sink = own;
        return {
          ...vendor.createDriver(own, given),
          dispose: () => log.push('dispose'),
          doAbandon: () => log.push('abandon'),
          doLeave() {
            log.push('leave');
            return Promise.resolve();
          },
          ...methods,
        };
      },
    },
    environment,
    3,
    { fact: ({ type }) => log.push(type), contain: (name) => log.push(`contained ${name}`) },
  );
  return {
    leg,
    clock,
    log,
    report() {
      sink?.participantLeft(left);
    },
  };
}
const bound = { ms: 1_000, what: 'Asking' };
const never = (): Promise<never> => new Promise(() => undefined);

describe('what a driver reports', () => {
  it('is a fact while the leg is open, nothing while it lets go, and a lie after that', async () => {
    const { leg, clock, log, report } = createRig({
      doLeave: () =>
        new Promise((done) =>
          clock.after(500, () => {
            done(undefined);
          }),
        ),
    });
    report();
    leg.close(over);
    report();
    const gone = leg.letGo(1_000);
    report();
    await clock.advance(400);
    report();
    expect(log.splice(0)).toEqual(['participantLeft']);
    await clock.advance(100);
    await gone;
    report();
    report();
    expect(log).toEqual(['dispose', 'contained fact-after-end', 'contained fact-after-end']);
  });

  it('is a lie once the page is closed', () => {
    const { leg, log, report } = createRig();
    leg.close(over);
    leg.abandon();
    report();
    expect(log).toEqual(['abandon', 'dispose', 'contained fact-after-end']);
  });
});

describe('a call of the vendor', () => {
  it('rejects with the reason of the end at once, and is refused afterwards', async () => {
    const { leg } = createRig();
    const first = leg.call(['a'], bound, never);
    leg.close(over);
    await expect(first).rejects.toBe(over);
    await expect(leg.call(['a'], bound, never)).rejects.toBe(over);
    expect(leg.signal.reason).toBe(over);
  });

  it('rejects with an RtcError that names the vendor, whatever it threw', async () => {
    const { leg } = createRig();
    await expect(leg.call(['a'], bound, () => Promise.reject(new TypeError('x')))).rejects.toMatchObject({
      code: 'unknown',
      adapter: 'stub',
      message: expect.stringContaining('Asking failed at stub.') as string,
    });
  });

  it('is one at a time in a lane, and closes the lane where it is never answered', async () => {
    const { leg, clock } = createRig();
    const first = leg.call(['a'], bound, never).catch((error: unknown) => error);
    const order: string[] = [];
    const second = leg
      .call(['a'], bound, () => Promise.resolve(order.push('a')))
      .catch((error: unknown) => error);
    await leg.call(['b'], bound, () => Promise.resolve(order.push('b')));
    await clock.advance(1_000);
    expect([order, await first, await second]).toMatchObject([
      ['b'],
      { code: 'timeout' },
      { code: 'timeout' },
    ]);
  });
});

describe('letting go', () => {
  it('waits for a join that is under way, leaves and disposes, once', async () => {
    const { leg, clock, log } = createRig();
    let joined = (): void => undefined;
    const joining = leg
      .join(
        bound,
        () =>
          new Promise<void>((resolve) => {
            joined = resolve;
          }),
      )
      .catch((error: unknown) => error);
    leg.close(over);
    expect(await joining).toBe(over);
    const gone = [leg.letGo(1_000), leg.letGo(1_000)];
    await clock.advance(500);
    expect(log).toEqual([]);
    joined();
    await Promise.all(gone);
    expect(log).toEqual(['leave', 'dispose']);
  });

  it('resolves within its bound where the vendor never answers, and disposes of it a minute later', async () => {
    const { leg, clock, log } = createRig({ doLeave: never });
    leg.close(over);
    const gone = leg.letGo(1_000);
    await clock.advance(1_000);
    await gone;
    expect(log).toEqual([]);
    await clock.advance(60_000);
    expect(log).toEqual(['dispose']);
  });

  it('survives a driver that throws at the end', async () => {
    const throwing = (): never => {
      throw new TypeError('x');
    };
    const { leg } = createRig({ doLeave: throwing, dispose: throwing });
    leg.close(over);
    await leg.letGo(1_000);
    leg.abandon();
  });
});
