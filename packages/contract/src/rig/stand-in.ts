import {
  portableIdPattern,
  sourceKinds,
  type LocalPublication,
  type RtcAdapter,
  type RtcCapabilities,
  type RtcDriver,
  type RtcDriverEnvironment,
  type RtcDriverSink,
  type SourceKind,
} from '@jackfield/core/adapter';

/** Another vendor, in memory, for clauses about two: it confirms everything, and its people send black and silence. */
export interface StandIn {
  readonly adapter: RtcAdapter;
  /** The sources that it has of this side. */
  published(): readonly SourceKind[];
  /** Tells whether anything of a source could be heard or seen there. */
  sends(source: SourceKind): boolean;
  /** The number of sessions that are in its room. */
  readonly sessions: number;
}

/** Somebody in its room. */
interface StandInPerson {
  readonly userId: string;
  readonly sources: readonly SourceKind[];
}

const capabilities: RtcCapabilities = Object.freeze({
  sources: sourceKinds,
  replaceTrack: 'seamless',
  placeholderNeeded: false,
  screenAudio: 'separate',
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
  displayNames: true,
  simulcast: false,
  stats: false,
  endToEndEncryption: true,
  region: undefined,
  renewCredential: false,
  reconnect: 'resumes',
  audioRelayNeeded: false,
});

/** Makes one with people in its room. */
export function createStandIn(people: readonly StandInPerson[] = []): StandIn {
  const drivers = new Map<RtcDriver, readonly LocalPublication[]>();
  const all = (): readonly LocalPublication[] => [...drivers.values()].flat();
  const adapter: RtcAdapter = Object.freeze({
    specificationVersion: 1,
    name: 'stand-in',
    capabilities,
    limits: Object.freeze({
      userIdPattern: portableIdPattern,
      roomPattern: portableIdPattern,
      displayNameLength: 64,
    }),
    checkSupport: () => Promise.resolve({ supported: true, problems: [] }),
    preload: () => Promise.resolve(),
    createDriver(sink: RtcDriverSink, environment: RtcDriverEnvironment) {
      const driver: RtcDriver = createDriver({
        sink,
        environment,
        people,
        keep: (sent) => drivers.set(driver, sent),
        forget: () => drivers.delete(driver),
        has: () => drivers.get(driver) ?? [],
      });
      return driver;
    },
  } as const);
  return {
    adapter,
    published: () => all().map(({ source }) => source),
    sends: (which) =>
      all().some(({ source, track, muted }) => source === which && !muted && track?.enabled === true),
    get sessions() {
      return drivers.size;
    },
  };
}

/** The parts that a driver of a stand-in works with. */
interface StandInPort {
  readonly sink: RtcDriverSink;
  readonly environment: RtcDriverEnvironment;
  readonly people: readonly StandInPerson[];
  keep(sent: readonly LocalPublication[]): void;
  forget(): void;
  has(): readonly LocalPublication[];
}

function createDriver({ sink, environment, people, keep, forget, has }: StandInPort): RtcDriver {
  const given = new Map<string, ReturnType<RtcDriverEnvironment['createPlaceholder']>>();
  const change = (source: SourceKind, part: Partial<LocalPublication>): Promise<void> => {
    keep(has().map((each) => (each.source === source ? { ...each, ...part } : each)));
    return Promise.resolve();
  };
  function end(): void {
    forget();
    for (const placeholder of given.values()) placeholder.stop();
    given.clear();
  }
  return {
    native: undefined,
    doJoin({ local }) {
      keep(local);
      return Promise.resolve({
        roster: people.map(({ userId, sources }) => ({
          remoteId: `stand-in-${userId}`,
          userId,
          displayName: userId,
          sources: sources.map((source) => ({ source, muted: false })),
        })),
      });
    },
    doLeave() {
      end();
      return Promise.resolve();
    },
    doAbandon: end,
    doSyncLocal(wanted) {
      keep(wanted);
      return Promise.resolve({ failed: [] });
    },
    doReplaceTrack: (source, track) => change(source, { track }),
    doSetMuted: (source, muted) => change(source, { muted }),
    doSyncRemote(remoteId, wanted) {
      for (const { source } of wanted) {
        const name = `${remoteId}/${source}`;
        if (given.has(name)) continue;
        const placeholder = environment.createPlaceholder(
          source === 'camera' || source === 'screen' ? 'video' : 'audio',
        );
        given.set(name, placeholder);
        sink.remoteTrack({ remoteId, source, track: placeholder.track });
      }
      for (const [name, placeholder] of given) {
        if (!name.startsWith(`${remoteId}/`) || wanted.some(({ source }) => name === `${remoteId}/${source}`))
          continue;
        placeholder.stop();
        given.delete(name);
      }
      return Promise.resolve();
    },
    dispose: end,
  };
}
