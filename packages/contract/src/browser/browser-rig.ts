import type { SessionTimeouts } from '@jackfield/core';
import { chain } from '../rig/middleware.ts';
import type { Rig, RigFactory, RigOptions } from '../rig/rig.ts';
import type { Side } from '../rig/side.ts';
import type { BrowserContract } from './browser-contract.ts';
import { createBrowserDriver } from './browser-driver.ts';
import { createBrowserSide, type BrowserSide } from './browser-side.ts';
import { createBrowserWorld } from './browser-world.ts';
import { openFrame, type OpenFrame } from './open-frame.ts';
import { pause } from './measure/pause.ts';
import type { VendorWorld, VendorWorldContext } from './vendor-world.ts';

/** Core's own: the clock of every side can be moved on. */
const timeouts: SessionTimeouts = {
  join: 15_000,
  leave: 3_000,
  publish: 10_000,
  subscribe: 10_000,
  reconnect: 90_000,
};
/** One look takes so long, and is taken so often: eight seconds. */
const settleMs = 25;
const patience = 320;
const looks = 12;
/** Some SDKs end timers of their own so long after a call, milliseconds. */
const restMs = 3_000;
/** Time is moved on in steps, so that signs of life travel in between. */
const stepMs = 1_000;
const betweenMs = 4;

/** The rigs of an adapter in this page: real media, real time. */
export function browserRigs(contract: BrowserContract, ask: VendorWorldContext['ask']): RigFactory {
  const { name, sdkVersion, proof, adapter, cannot } = contract;
  return {
    name,
    sdkVersion,
    proof,
    adapter,
    cannot,
    create: (options = {}) => createRig(contract, ask, options),
  };
}

async function createRig(
  contract: BrowserContract,
  ask: VendorWorldContext['ask'],
  { middleware }: RigOptions,
): Promise<Rig> {
  const room = `room-${crypto.randomUUID()}`;
  const frames: OpenFrame[] = [];
  const sides: BrowserSide[] = [];
  const vendors: VendorWorld[] = [];
  let count = 0;
  const nextName = (): string => `side-${String(++count)}`;
  const open = async (): Promise<OpenFrame> => {
    const frame = await openFrame(contract);
    frames.push(frame);
    return frame;
  };
  const sideOf = (side: Side): BrowserSide => {
    const found = sides.find((each) => each === side);
    if (!found) throw new RangeError('This side belongs to another rig.');
    return found;
  };
  const pass = async (ms: number): Promise<void> => {
    for (let leftMs = ms; leftMs > 0; leftMs -= stepMs) {
      const step = Math.min(leftMs, stepMs);
      await Promise.all([
        ...frames.map(({ instruments }) => instruments.skip(step)),
        ...vendors.map((vendor) => vendor.pass?.(step)),
      ]);
      await pause(betweenMs);
    }
  };
  const vendor = await contract.createWorld({
    room,
    ask,
    pass,
    nameOf: (side) => sideOf(side).name,
    isWorking: (side) => sideOf(side).calls.count > 0,
  });
  const { settings, departureMs } = vendor;
  vendors.push(vendor);
  return {
    adapter: contract.adapter,
    room,
    timeouts,
    sides,
    patience,
    looks,
    departure: departureMs === undefined ? undefined : Math.ceil(departureMs / settleMs),
    world: createBrowserWorld({ vendor, frames, sideOf, pass }),
    async side(options = {}) {
      const userId = options.userId ?? `user-${String(count + 1)}`;
      const name = nextName();
      const frame = await open();
      const own = chain(middleware, options.middleware);
      const side = createBrowserSide({ name, frame, userId, options, middleware: own, timeouts, settings });
      sides.push(side);
      return side;
    },
    async bare() {
      const userId = `bare-${String(count + 1)}`;
      const name = nextName();
      return createBrowserDriver({
        name,
        frame: await open(),
        room,
        userId,
        middleware: chain(middleware),
        settings,
      });
    },
    settle: () => pause(settleMs),
    async rest() {
      await Promise.all(frames.map(({ instruments }) => instruments.skipTimers(restMs)));
    },
    async dispose() {
      for (const frame of frames) frame.close();
      await vendor.dispose();
    },
  };
}
