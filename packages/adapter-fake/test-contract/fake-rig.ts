import {
  chain,
  factsOf,
  sinkOf,
  type BareDriver,
  type DriverFact,
  type Rig,
  type RigFactory,
  type RigOptions,
  type Side,
} from '@jackfield/contract';
import { mediaKindOf } from '@jackfield/core';
import { createFakeEnvironment, type FakeEnvironment } from '@jackfield/core/testing';
import { createFakeCloud, fake, type FakeAdapterOptions, type FakeCloudOptions } from '../src/index.ts';
import { createFakeSide, type FakeSide } from './fake-side.ts';
import { createFakeWorld } from './fake-world.ts';

/** A way in which the fake presents itself. */
export interface FakeProfile {
  readonly name: string;
  readonly cloud?: FakeCloudOptions | undefined;
  readonly adapter?: FakeAdapterOptions | undefined;
}

const timeouts = { join: 15_000, leave: 3_000, publish: 10_000, subscribe: 10_000, reconnect: 90_000 };
/** Pages have clocks of their own: they are moved in steps that are short against every bound. */
const stepMs = 250;

/** The rigs of the fake in Node: virtual time, fake tracks, nothing that cannot be driven. */
export function fakeRigs(profile: FakeProfile): RigFactory {
  return {
    name: profile.name,
    sdkVersion: 'none',
    adapter: fake(createFakeCloud(profile.cloud), profile.adapter),
    cannot: [],
    create: (options = {}) => Promise.resolve(createFakeRig(profile, options)),
  };
}

function createFakeRig(
  { cloud: cloudOptions, adapter: adapterOptions }: FakeProfile,
  options: RigOptions,
): Rig {
  const room = 'studio';
  const media = createFakeEnvironment();
  const pages: FakeEnvironment[] = [media];
  const cloud = createFakeCloud({
    clock: media.clock,
    media: {
      createTrack: (source, label) =>
        media.tracks.create({ kind: mediaKindOf(source), label, origin: 'remote' }),
    },
    ...cloudOptions,
  });
  const adapter = fake(cloud, adapterOptions);
  const sides: FakeSide[] = [];
  const advance = async (ms: number): Promise<void> => {
    for (const { clock } of pages) await clock.advance(ms);
  };
  const sideOf = (side: Side): FakeSide => {
    const found = sides.find((each) => each === side);
    if (!found) throw new RangeError('This side belongs to another rig.');
    return found;
  };
  return {
    adapter,
    room,
    timeouts,
    sides,
    patience: 25,
    world: createFakeWorld({
      cloud,
      room,
      sideOf,
      async pass(ms) {
        for (let left = ms; left > 0; left -= stepMs) await advance(Math.min(left, stepMs));
      },
    }),
    side(sideOptions = {}) {
      const side = createFakeSide(adapter, {
        userId: sideOptions.userId ?? `user-${String(sides.length + 1)}`,
        options: sideOptions,
        middleware: chain(options.middleware, sideOptions.middleware),
        timeouts,
      });
      sides.push(side);
      pages.push(side.page);
      return Promise.resolve(side);
    },
    async bare() {
      const page = createFakeEnvironment();
      pages.push(page);
      const own = options.middleware?.(adapter, page.environment) ?? adapter;
      await own.preload();
      return createBareDriver(own, { page, room, userId: `bare-${String(pages.length)}` });
    },
    settle: () => advance(1),
    dispose: async () => {
      for (const { session } of sides) void session.dispose();
      await advance(0);
    },
  };
}

function createBareDriver(
  adapter: Rig['adapter'],
  { page, room, userId }: { readonly page: FakeEnvironment; readonly room: string; readonly userId: string },
): BareDriver {
  const facts: DriverFact[] = [];
  const sink = sinkOf((fact) => facts.push(fact));
  const driver = adapter.createDriver(sink, page.environment);
  return {
    userId,
    adapter,
    driver,
    facts,
    of: (name) => factsOf(facts, name),
    join: (request = {}) =>
      driver.doJoin({
        room,
        userId,
        displayName: '',
        role: undefined,
        local: [],
        purpose: 'main',
        signal: new AbortController().signal,
        ...request,
      }),
    publication: (source, { muted = false } = {}) => ({
      source,
      track: page.tracks.create({ kind: mediaKindOf(source), origin: 'test', label: source }),
      muted,
      contentHint: '',
    }),
  };
}
