import { describe, expect, it } from 'vitest';
import type { RtcAdapter } from '../../src/adapter/rtc-adapter.ts';
import { RtcError } from '../../src/errors/rtc-error.ts';
import { createSession } from '../../src/session/create-session.ts';
import { createFakeEnvironment } from '../../src/testing/create-fake-environment.ts';
import { createStubVendor } from './stub-vendor.ts';

function createRig(preload: () => Promise<void>) {
  const world = createFakeEnvironment();
  const vendor = createStubVendor();
  const order: string[] = [];
  const adapter: RtcAdapter = {
    ...vendor.adapter,
    preload: async () => {
      order.push('preload');
      await preload();
      order.push('loaded');
    },
    createDriver(sink, environment) {
      order.push('createDriver');
      return vendor.adapter.createDriver(sink, environment);
    },
  };
  const session = createSession(adapter, { environment: world.environment });
  return { ...world, session, order, join: () => session.join({ room: 'studio', userId: 'me' }) };
}

const never = (): Promise<void> => new Promise(() => undefined);

describe('loading in a join', () => {
  it('is over before there is a driver, in each join', async () => {
    const { join, session, order } = createRig(() => Promise.resolve());
    await join();
    expect(order).toEqual(['preload', 'loaded', 'createDriver']);
    await session.leave();
    await join();
    expect(order.slice(3)).toEqual(['preload', 'loaded', 'createDriver']);
  });

  it('rejects the join with its own code, and the next join tries again', async () => {
    let fails = true;
    const { join, session, order } = createRig(() =>
      fails
        ? Promise.reject(new RtcError({ code: 'sdk-missing', message: 'Install it.' }))
        : Promise.resolve(),
    );
    await expect(join()).rejects.toMatchObject({ code: 'sdk-missing', message: 'Install it.' });
    expect(session.state.status).toBe('idle');
    expect(order).not.toContain('createDriver');
    fails = false;
    await join();
    expect(session.state.status).toBe('joined');
  });

  it('counts towards the bound of the join', async () => {
    const { join, session, clock, order } = createRig(never);
    const joining = expect(join()).rejects.toMatchObject({ code: 'timeout' });
    await clock.advance(14_999);
    expect(session.state.status).toBe('joining');
    await clock.advance(1);
    await joining;
    expect(session.state.status).toBe('idle');
    expect(order).toEqual(['preload']);
  });

  it('is given up by leaving', async () => {
    const { join, session, clock, order } = createRig(never);
    const joining = expect(join()).rejects.toMatchObject({ code: 'aborted' });
    await clock.settle();
    await session.leave();
    await joining;
    expect(session.state).toMatchObject({ status: 'ended', reason: 'left' });
    expect(order).toEqual(['preload']);
  });

  it('goes on after the page was away meanwhile', async () => {
    let load = (): void => undefined;
    const { join, session, clock, page } = createRig(() => new Promise((resolve) => (load = resolve)));
    const joining = expect(join()).rejects.toMatchObject({ code: 'aborted' });
    await clock.settle();
    page.fire('hide');
    await joining;
    page.fire('show-restored');
    await clock.settle();
    expect(session.state.status).toBe('joining');
    load();
    await clock.settle();
    expect(session.state.status).toBe('joined');
  });
});
