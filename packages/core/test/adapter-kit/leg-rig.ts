import {
  portableIdPattern,
  type JoinRequest,
  type RtcAdapter,
  type RtcCapabilities,
  type RtcDriver,
  type RtcDriverSink,
} from '@jackfield/core/adapter';
import { defineAdapter, type AdapterLeg, type LegContext } from '@jackfield/core/adapter-kit';
import { createFakeEnvironment, type FakeEnvironment } from '@jackfield/core/testing';

/** The manifest of a vendor that can do next to nothing. */
export const capabilities: RtcCapabilities = {
  sources: ['microphone'],
  replaceTrack: 'seamless',
  placeholderNeeded: false,
  screenAudio: 'none',
  cameraWithScreen: true,
  remoteAudio: 'tracks',
  muteVisible: 'exact',
  roster: 'complete',
  duplicateIdentity: 'allowed',
  identity: 'claimed',
  subscriptionGranularity: 'source',
  messages: false,
  roles: [],
  moderation: [],
  displayNames: false,
  simulcast: false,
  stats: false,
  endToEndEncryption: false,
  renewCredential: false,
  reconnect: 'none',
  audioRelayNeeded: false,
};
/** Never settles. */
export const never: Promise<never> = new Promise<never>(() => undefined);

/** A driver, what it was made in, and what was heard of it. */
export interface LegRig {
  readonly aborter: AbortController;
  readonly adapter: RtcAdapter<string>;
  /** The leg's calls, in order. */
  readonly calls: string[];
  readonly clock: FakeEnvironment['clock'];
  readonly contexts: LegContext[];
  readonly driver: RtcDriver<string>;
  readonly environment: FakeEnvironment['environment'];
  /** The facts by name. */
  readonly facts: (readonly [string, unknown])[];
  readonly request: JoinRequest;
}

/** A driver of an adapter whose leg writes down what it is asked. */
export async function rig(
  given: {
    readonly capabilities?: Partial<RtcCapabilities>;
    readonly leg?: Partial<AdapterLeg<string>>;
    readonly open?: (context: LegContext) => Promise<unknown>;
  } = {},
): Promise<LegRig> {
  const { environment, clock } = createFakeEnvironment();
  const calls: string[] = [];
  const facts: (readonly [string, unknown])[] = [];
  const contexts: LegContext[] = [];
  const say = (name: string) => (): Promise<void> => {
    calls.push(name);
    return Promise.resolve();
  };
  const adapter = defineAdapter<string>({
    name: 'acme',
    capabilities: { ...capabilities, ...given.capabilities },
    limits: { userIdPattern: portableIdPattern, roomPattern: portableIdPattern, displayNameLength: 10 },
    async open(context) {
      contexts.push(context);
      context.cleanup.add(() => calls.push('undone'));
      await given.open?.(context);
      return {
        native: 'the room',
        result: { roster: [] },
        doLeave: say('leave'),
        doSyncLocal: async () => {
          await say('sync')();
          return { failed: [] };
        },
        doReplaceTrack: say('replace'),
        doSetMuted: say('mute'),
        doSyncRemote: say('receive'),
        ...given.leg,
      };
    },
  });
  await adapter.preload();
  const report = (name: string | symbol) => (fact: unknown) => facts.push([String(name), fact]);
  const sink = new Proxy({} as RtcDriverSink, { get: (_target, name) => report(name) });
  const driver = adapter.createDriver(sink, environment);
  const aborter = new AbortController();
  const request: JoinRequest = {
    room: 'studio',
    userId: 'ann',
    displayName: 'Ann',
    role: undefined,
    local: [],
    purpose: 'main',
    signal: aborter.signal,
  };
  return { aborter, adapter, calls, clock, contexts, driver, environment, facts, request };
}

/** Asks a driver for something that needs a leg. */
export const call = (driver: RtcDriver): Promise<unknown> =>
  driver.doSyncRemote('ada', [], { signal: new AbortController().signal });
