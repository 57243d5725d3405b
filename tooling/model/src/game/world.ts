import { createSession, type LocalSource, type RtcSession, type SourceKind } from '@jackfield/core';
import { createFakeEnvironment, type FakeEnvironment, type FakeVideoView } from '@jackfield/core/testing';
import { internalsOf } from '../../../../packages/core/src/session/internals.ts';
import { Commands } from '../commands.ts';
import type { Counts } from '../search/counts.ts';
import { DeliberateError } from '../deliberate-error.ts';
import { Intents } from './intents.ts';
import { Mirror } from './mirror.ts';
import { createModelClock, type ModelClock } from '../model-clock.ts';
import type { Setup } from './setup.ts';
import { createSites, type Site } from '../site.ts';
import { Violation } from '../search/violation.ts';

/** What a run's own faults excuse. */
export type Excuse =
  /** The vendor said that it had done what it had not. */
  | 'vendor-lies'
  /** Facts were lost or came in another order. */
  | 'facts-lost'
  /** The server decided about a source, and the session hears of it when its link lets it. */
  | 'server-decides'
  /** Something came that core has to keep from the app. */
  | 'containment';

/** One session with everything round it, and everything that the run knows of it. */
export interface World {
  readonly setup: Setup;
  readonly clock: ModelClock;
  readonly browser: FakeEnvironment;
  /** The vendors: the session joins over the first, and beside it over the second if there is one. */
  readonly sites: readonly [Site, ...Site[]];
  readonly session: RtcSession;
  readonly mirror: Mirror;
  readonly commands: Commands;
  readonly intents: Intents;
  readonly views: readonly FakeVideoView[];
  /** The undo of what each view shows. */
  readonly shown: Map<number, () => void>;
  /** The undo of each watch of levels, quality and statistics. */
  readonly watches: Set<() => void>;
  /** What the vendor will do wrong: each entry ends it. */
  readonly faults: Set<() => void>;
  readonly excuses: Set<Excuse>;
  /** Whose sources the app subscribed to by hand: it hears of a refusal, and core does not try again by itself. */
  readonly byHand: Set<string>;
  /** How many steps were taken. */
  turn: number;
  /** The snapshot that `subscribe` was last told of. */
  seen: unknown;
  disposed: boolean;
  frozen: boolean;
  /** How long devices take to open, in milliseconds. */
  slowMs: number;
  /** What went wrong where nobody could catch it. */
  failure: unknown;
  readonly counts: Counts | undefined;
}

/** Makes the world of a run. Nothing has happened yet. */
export function createWorld(setup: Setup, counts?: Counts): World {
  const clock = createModelClock();
  const browser = createFakeEnvironment({
    permission: setup.permission,
    playbackBlocked: setup.playbackBlocked,
  });
  if (setup.singleCapture) browser.devices.singleCapture = 'ends-older';
  const sites = createSites(setup, { clock, browser });
  const { environment } = browser;
  const session = createSession(sites[0].adapter, {
    environment: {
      ...environment,
      clock,
      mediaDevices: environment.mediaDevices && {
        ...environment.mediaDevices,
        async getUserMedia(constraints) {
          if (world.slowMs > 0) await new Promise<void>((resolve) => clock.after(world.slowMs, resolve));
          return browser.devices.port.getUserMedia(constraints);
        },
      },
      singleCapture: setup.singleCapture,
      reportError(error) {
        if (!(error instanceof DeliberateError)) world.failure ??= error;
      },
    },
    subscriptions: setup.subscriptions,
    deviceLoss: setup.deviceLoss,
  });
  const world: World = {
    setup,
    clock,
    browser,
    sites,
    session,
    mirror: new Mirror(session),
    commands: new Commands(clock, counts),
    intents: new Intents(session),
    views: [0, 1, 2].map(() => browser.elements.createView()),
    shown: new Map(),
    watches: new Set(),
    faults: new Set(),
    excuses: new Set(),
    byHand: new Set(),
    turn: 0,
    seen: session.snapshot,
    disposed: false,
    frozen: false,
    slowMs: 0,
    failure: undefined,
    counts,
  };
  session.subscribe(() => {
    world.seen = session.snapshot;
  });
  return world;
}

/** The session's own source. */
export function localOf({ session }: World, source: SourceKind): LocalSource {
  if (source === 'screen-audio') return session.screenAudio;
  return session[source];
}

/** The vendor that a step is about: the first where a run has no second one. */
export function siteOf({ sites }: World, at: number | undefined): Site {
  return sites[at ?? 0] ?? sites[0];
}

/** The leg over a vendor, by number; undefined while there is none that has joined. */
export function legOf({ session }: World, { adapter }: Site): number | undefined {
  const { call, store } = internalsOf(session);
  const found = [...call.connections].find((connection) => connection.adapter === adapter);
  const leg = found?.leg.generation;
  return leg !== undefined && store.state.legs.has(leg) ? leg : undefined;
}

/** Throws what went wrong in a listener, or where nobody waited. */
export function rethrow({ failure }: World): void {
  if (failure === undefined) return;
  if (failure instanceof Violation) throw failure;
  throw new Violation(
    'reported-error',
    failure instanceof Error ? (failure.stack ?? failure.message) : 'unknown',
  );
}
