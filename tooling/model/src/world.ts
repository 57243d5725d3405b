import { createFakeCloud, fake, type FakeCloud } from '@jackfield/adapter-fake';
import { createSession, type LocalSource, type RtcSession, type SourceKind } from '@jackfield/core';
import { createFakeEnvironment, type FakeEnvironment, type FakeVideoView } from '@jackfield/core/testing';
import { Commands } from './commands.ts';
import type { Counts } from './counts.ts';
import { DeliberateError } from './deliberate-error.ts';
import { Intents } from './intents.ts';
import { Mirror } from './mirror.ts';
import { createModelClock, type ModelClock } from './model-clock.ts';
import { selfId, roomName } from './names.ts';
import { People } from './people.ts';
import { latencies, type Setup } from './setup.ts';
import { Violation } from './violation.ts';

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
  readonly cloud: FakeCloud;
  readonly session: RtcSession;
  readonly mirror: Mirror;
  readonly commands: Commands;
  readonly intents: Intents;
  readonly people: People;
  readonly views: readonly FakeVideoView[];
  /** The undo of what each view shows. */
  readonly shown: Map<number, () => void>;
  /** What the vendor will do wrong: each entry ends it. */
  readonly faults: Set<() => void>;
  readonly excuses: Set<Excuse>;
  /** The snapshot that `subscribe` was last told of. */
  seen: unknown;
  disposed: boolean;
  /** Whether the room is being recorded. */
  recorded: boolean;
  frozen: boolean;
  /** The link to the vendor that is cut. */
  cut: object | undefined;
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
  const cloud = createFakeCloud({
    clock,
    latencyMs: latencies[setup.latency],
    duplicateIdentity: setup.duplicateIdentity,
    media: {
      createTrack: (source, label) =>
        browser.tracks.create({
          kind: source === 'camera' || source === 'screen' ? 'video' : 'audio',
          label,
          origin: 'remote',
        }),
    },
  });
  const adapter = fake(cloud, {
    rosterArrives: setup.roster,
    limits: setup.limit === 'two' ? { subscriptions: 2 } : {},
    capabilities: {
      replaceTrack: setup.replaceTrack,
      screenAudio: setup.screenAudio,
      sources:
        setup.screenAudio === 'separate'
          ? ['microphone', 'camera', 'screen', 'screen-audio']
          : ['microphone', 'camera', 'screen'],
      cameraWithScreen: setup.cameraWithScreen,
      remoteAudio: setup.remoteAudio,
      audioRelayNeeded: setup.audioRelayNeeded,
      ...(setup.cameraMute === 'silent' ? { announcesMute: ['microphone', 'screen', 'screen-audio'] } : {}),
    },
  });
  const { environment } = browser;
  const session = createSession(adapter, {
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
    cloud,
    session,
    mirror: new Mirror(session),
    commands: new Commands(clock, counts),
    intents: new Intents(session),
    people: new People(cloud),
    views: [0, 1, 2].map(() => browser.elements.createView()),
    shown: new Map(),
    faults: new Set(),
    excuses: new Set(),
    seen: session.snapshot,
    disposed: false,
    recorded: false,
    frozen: false,
    cut: undefined,
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

/** Whether the vendor has the session in the room. */
export function isInRoom({ cloud }: World): boolean {
  return cloud.room(roomName).userIds.includes(selfId);
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
