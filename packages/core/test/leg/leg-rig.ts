import type { RtcDriver } from '../../src/adapter/rtc-driver.ts';
import { createLeg, type Leg } from '../../src/leg/leg.ts';
import { reduce } from '../../src/state/reduce.ts';
import { createStore, type Store } from '../../src/state/store.ts';
import type { Effect } from '../../src/state/effect.ts';
import { createFakeEnvironment, type FakeEnvironment } from '../../src/testing/create-fake-environment.ts';
import { createStubVendor } from '../session/stub-vendor.ts';

/** Leg 1 of a call, over a driver with methods of a test, and the store that knows of it. */
export interface LegRig extends FakeEnvironment {
  readonly leg: Leg;
  readonly store: Store;
  /** Does what facts cause; nothing at first. */
  run: (effect: Effect) => void;
}

/** Joins a call over a driver that confirms everything but what is given. */
export function createLegRig(methods: Partial<RtcDriver> = {}): LegRig {
  const world = createFakeEnvironment();
  const vendor = createStubVendor().adapter;
  const adapter = {
    ...vendor,
    createDriver: (...given: Parameters<typeof vendor.createDriver>): RtcDriver => ({
      ...vendor.createDriver(...given),
      ...methods,
    }),
  };
  const store = createStore(world.environment);
  const rig: LegRig = {
    ...world,
    store,
    leg: createLeg(adapter, world.environment, 1, { fact: () => undefined, contain: store.contain }),
    run: () => undefined,
  };
  store.extend({
    reduce,
    run(effect) {
      rig.run(effect);
    },
  });
  const self = { room: 'r', userId: 'me', displayName: '', role: undefined, permissions: undefined };
  store.dispatch({ type: 'joinStarted', data: self });
  store.dispatch({ type: 'joinSucceeded', data: { leg: 1, result: { roster: [] } } });
  return rig;
}
