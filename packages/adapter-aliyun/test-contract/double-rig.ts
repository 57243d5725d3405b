import {
  chain,
  createFactExpander,
  factsOf,
  createRecorder,
  sinkOf,
  type BareDriver,
  type DriverFact,
  type Rig,
  type RigFactory,
  type RigOptions,
  type Side,
  type SideOptions,
} from '@jackfield/contract';
import { createSession, mediaKindOf, RtcError } from '@jackfield/core';
import type { RtcAdapter } from '@jackfield/core/adapter';
import { createFakeEnvironment, type FakeEnvironment } from '@jackfield/core/testing';
import { aliyun } from '../src/index.ts';
import { cannot } from './cannot.ts';
import { doubleCredential } from './double/double-credential.ts';
import { DoubleEngine } from './double/double-engine.ts';
import { DoubleService } from './double/service.ts';
import { createDoubleWorld, type CredentialFault } from './double-world.ts';

const timeouts = { join: 15_000, leave: 3_000, publish: 10_000, subscribe: 10_000, reconnect: 90_000 };
/** Pages have clocks of their own: they are moved in steps that are short against every bound. */
const stepMs = 250;
const room = 'studio';

/** A side, its page, and the engines that its adapter has made. */
export interface DoubleSide extends Side {
  readonly page: FakeEnvironment;
  readonly engines: readonly DoubleEngine[];
}

/** The rigs of the adapter over the scripted double, in Node: virtual time, fake tracks. */
export const doubleRigs: RigFactory = {
  name: 'aliyun on a double',
  sdkVersion: 'double of 1.16.0',
  adapter: aliyun({ credential: () => Promise.reject(new Error('no rig')) }),
  cannot,
  create: (options = {}) => Promise.resolve(createDoubleRig(options)),
};

function createDoubleRig(options: RigOptions): Rig {
  const media = createFakeEnvironment();
  const pages: FakeEnvironment[] = [media];
  const service = new DoubleService(media.clock);
  const faults: CredentialFault[] = [];
  const sides: DoubleSide[] = [];

  /** Each page loads the SDK for itself. */
  const adapterFor = (): { readonly adapter: RtcAdapter; readonly engines: readonly DoubleEngine[] } => {
    const engines: DoubleEngine[] = [];
    class PageEngine extends DoubleEngine {
      constructor() {
        super(service, media.tracks);
        engines.push(this);
      }
    }
    const adapter = aliyun({
      credential(request) {
        const fault = faults.shift();
        if (fault === 'network') return Promise.reject(new TypeError('Failed to fetch'));
        if (fault && fault !== 'credential-expired')
          return Promise.reject(
            new RtcError({ code: fault, message: 'The app has no place for them.', adapter: 'aliyun' }),
          );
        return Promise.resolve(doubleCredential(request, fault ? -10 : undefined));
      },
      sdk: () => Promise.resolve(PageEngine),
    });
    return { adapter, engines };
  };
  const { adapter } = adapterFor();
  const advance = async (ms: number): Promise<void> => {
    for (const { clock } of pages) await clock.advance(ms);
  };
  const sideOf = (side: Side): DoubleSide => {
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
    world: createDoubleWorld({
      service,
      room,
      faults,
      sideOf,
      tracks: media.tracks,
      async pass(ms) {
        for (let left = ms; left > 0; left -= stepMs) await advance(Math.min(left, stepMs));
      },
    }),
    side(sideOptions = {}) {
      const { adapter: fresh, engines } = adapterFor();
      const side = createSide(fresh, {
        options: sideOptions,
        middleware: options.middleware,
        engines,
        sides,
      });
      sides.push(side);
      pages.push(side.page);
      return Promise.resolve(side);
    },
    async bare() {
      const page = createFakeEnvironment();
      pages.push(page);
      const { adapter: fresh } = adapterFor();
      const own = options.middleware?.(fresh, page.environment) ?? fresh;
      await own.preload();
      return createBareDriver(own, { page, userId: `bare-${String(pages.length)}` });
    },
    settle: () => advance(1),
    dispose: async () => {
      for (const { session } of sides) void session.dispose();
      await advance(0);
    },
  };
}

function createSide(
  adapter: RtcAdapter,
  {
    options,
    middleware,
    engines,
    sides,
  }: {
    readonly options: SideOptions;
    readonly middleware: RigOptions['middleware'];
    readonly engines: readonly DoubleEngine[];
    readonly sides: readonly Side[];
  },
): DoubleSide {
  const page = createFakeEnvironment({
    playbackBlocked: options.playbackBlocked,
    permission: options.devicesDenied ? 'denied' : 'granted',
  });
  const own = chain(middleware, options.middleware)(adapter, page.environment);
  const session = createSession(own, { ...options.session, environment: page.environment, timeouts });
  return {
    userId: options.userId ?? `user-${String(sides.length + 1)}`,
    session,
    adapter: own,
    page,
    engines,
    log: createRecorder(session),
    createView: () => page.elements.createView(),
  };
}

function createBareDriver(
  adapter: RtcAdapter,
  { page, userId }: { readonly page: FakeEnvironment; readonly userId: string },
): BareDriver {
  const facts: DriverFact[] = [];
  const { expand, know } = createFactExpander();
  const driver = adapter.createDriver(
    sinkOf((fact) => facts.push(...expand(fact))),
    page.environment,
  );
  return {
    userId,
    adapter,
    driver,
    facts,
    of: (name) => factsOf(facts, name),
    async join(request = {}) {
      const joined = await driver.doJoin({
        room,
        userId,
        displayName: '',
        role: undefined,
        local: [],
        purpose: 'main',
        signal: new AbortController().signal,
        ...request,
      });
      know(joined.roster);
      return joined;
    },
    publication: (source, { muted = false } = {}) => ({
      source,
      track: page.tracks.create({ kind: mediaKindOf(source), origin: 'test', label: source }),
      muted,
      contentHint: '',
    }),
  };
}
