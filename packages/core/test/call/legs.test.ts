import { describe, expect, it } from 'vitest';
import type { RtcDriver } from '../../src/adapter/rtc-driver.ts';
import type { RtcDriverSink } from '../../src/adapter/rtc-driver-sink.ts';
import { createLegs } from '../../src/call/legs.ts';
import { RtcError } from '../../src/errors/rtc-error.ts';
import { noPublishers } from '../../src/leg/no-publishers.ts';
import { createWishes } from '../../src/leg/wishes.ts';
import { reduce } from '../../src/state/reduce.ts';
import { createStore } from '../../src/state/store.ts';
import { createFakeEnvironment } from '../../src/testing/create-fake-environment.ts';
import { defaultTimeouts } from '../../src/timing/timeouts.ts';
import { createStubVendor } from '../session/stub-vendor.ts';

const room = { room: 'studio', userId: 'me' };
const over = new RtcError({ code: 'aborted', message: 'The call ended.' });

/** The legs of a session, over drivers with methods of a test. */
function createRig(methods: Partial<RtcDriver> | ((sink: RtcDriverSink) => Partial<RtcDriver>) = {}) {
  const { environment, clock } = createFakeEnvironment();
  const stub = createStubVendor().adapter;
  let drivers = 0;
  const adapter = {
    ...stub,
    createDriver(...given: Parameters<typeof stub.createDriver>): RtcDriver {
      drivers += 1;
      const [sink] = given;
      return { ...stub.createDriver(...given), ...(typeof methods === 'function' ? methods(sink) : methods) };
    },
  };
  const store = createStore(environment);
  store.extend({ reduce });
  const nothing = (): void => undefined;
  const legs = createLegs({
    environment,
    store,
    timeouts: defaultTimeouts,
    publishers: noPublishers,
    wishes: createWishes({ clock, mode: 'auto', changed: nothing, spoke: nothing }),
    quality: { of: {} },
    joined: nothing,
    signals: nothing,
  });
  const self = { ...room, displayName: '', role: undefined, permissions: undefined };
  const join = () => {
    if (store.state.session.status !== 'joining') store.dispatch({ type: 'joinStarted', data: self });
    return legs.join(adapter, room, { attempt: new AbortController(), ms: 15_000 });
  };
  return { legs, store, clock, join, drivers: () => drivers };
}

describe('the legs of a session', () => {
  it('keep what is reported before the join resolves, and tell it as what was there before', async () => {
    const { join, store } = createRig((sink) => ({
      doJoin() {
        sink.participantJoined({ remoteId: 'ann', userId: 'ann', sources: [] });
        return Promise.resolve({ roster: [] });
      },
    }));
    const joined: boolean[] = [];
    store.on('participant-joined', ({ existing }) => joined.push(existing));
    const connection = await join();
    expect(connection.leg.generation).toBe(1);
    expect(store.state.leading).toBe(1);
    expect(joined).toEqual([true]);
  });

  it('leave nothing open of a join that was refused', async () => {
    const refused = new RtcError({ code: 'room-full', message: 'Nobody more.' });
    const { join, legs } = createRig({ doJoin: () => Promise.reject(refused) });
    await expect(join()).rejects.toBe(refused);
    expect(legs.connections.size).toBe(0);
  });

  it('reject a join with why the vendor ended it', async () => {
    const { join, legs } = createRig((sink) => ({
      doJoin() {
        sink.ended({ reason: 'replaced', vendorHasLeft: true });
        return new Promise(() => undefined);
      },
    }));
    await expect(join()).rejects.toMatchObject({ code: 'replaced' });
    expect(legs.connections.size).toBe(0);
  });

  it('let the next one over the same vendor wait for the last, for a while', async () => {
    const { join, legs, drivers, clock, store } = createRig({ doLeave: () => new Promise(() => undefined) });
    await join();
    void legs.end(over);
    store.dispatch({ type: 'callEnded', data: { reason: 'left' } });
    const again = join();
    await clock.advance(2_999);
    expect(drivers()).toBe(1);
    await clock.advance(1);
    await again;
    expect(drivers()).toBe(2);
  });

  it('let go at once when the page closes, also those that were letting go', async () => {
    let abandoned = 0;
    const { join, legs, store } = createRig({
      doLeave: () => new Promise(() => undefined),
      doAbandon: () => (abandoned += 1),
    });
    const first = await join();
    void legs.drop(first, over);
    store.dispatch({ type: 'callEnded', data: { reason: 'left' } });
    legs.abandon(over);
    expect(abandoned).toBe(1);
    expect(first.leg.signal.aborted).toBe(true);
  });
});
