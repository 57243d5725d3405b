import type { RtcAdapter } from '../../src/adapter/rtc-adapter.ts';
import type { RtcDriverSink } from '../../src/adapter/rtc-driver-sink.ts';
import type {
  DriverStats,
  JoinRequest,
  JoinResult,
  LocalPublication,
  SignalsWanted,
  SyncLocalResult,
} from '../../src/adapter/rtc-driver.ts';
import { portableIdPattern, type RtcCapabilities } from '../../src/model/capabilities.ts';
import type { SourceQuality } from '../../src/model/quality.ts';
import { sourceKinds, type SourceKind } from '../../src/model/source-kind.ts';

/** A vendor that confirms everything, and what it was asked. */
export interface StubVendor {
  readonly adapter: RtcAdapter;
  readonly joins: JoinRequest[];
  readonly wanted: SignalsWanted[];
  /** What readings of statistics give. */
  readonly stats: { read: () => Promise<readonly DriverStats[]> };
  /** What joins come to. */
  readonly answers: { join: JoinResult };
  /** Whom it was asked for, each time. */
  readonly asked: string[];
  /** What that comes to. */
  readonly receiving: { run: (signal: AbortSignal) => Promise<void> };
  /** What a publication comes to. */
  readonly publishing: { run: () => Promise<SyncLocalResult> };
  /** The sets that it was given to publish, in order. */
  readonly published: (readonly LocalPublication[])[];
  /** The quality that it was told in the call, each time. */
  readonly qualities: (readonly [SourceKind, SourceQuality])[];
  /** Answers a change of quality. */
  readonly encoding: { run: () => Promise<void> };
  /** What telling of a mute comes to. */
  readonly muting: { run: () => Promise<void> };
  /** Reports to the present call. */
  sink(): RtcDriverSink;
}

const capabilities: RtcCapabilities = {
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
  stats: true,
  endToEndEncryption: false,
  renewCredential: false,
  reconnect: 'resumes',
  audioRelayNeeded: false,
};

export function createStubVendor(able: Partial<RtcCapabilities> = {}): StubVendor {
  const sinks: RtcDriverSink[] = [];
  const joins: JoinRequest[] = [];
  const wanted: SignalsWanted[] = [];
  const stats: StubVendor['stats'] = { read: () => Promise.resolve([]) };
  const answers: StubVendor['answers'] = { join: { roster: [] } };
  const asked: string[] = [];
  const receiving: StubVendor['receiving'] = { run: () => Promise.resolve() };
  const publishing: StubVendor['publishing'] = { run: () => Promise.resolve({ failed: [] }) };
  const muting: StubVendor['muting'] = { run: () => Promise.resolve() };
  const published: StubVendor['published'] = [];
  const qualities: StubVendor['qualities'] = [];
  const encoding: StubVendor['encoding'] = { run: () => Promise.resolve() };
  const done = (): Promise<void> => Promise.resolve();
  const adapter: RtcAdapter = {
    specificationVersion: 1,
    name: 'stub',
    capabilities: { ...capabilities, ...able },
    limits: { userIdPattern: portableIdPattern, roomPattern: portableIdPattern, displayNameLength: 64 },
    checkSupport: () => Promise.resolve({ supported: true, problems: [] }),
    preload: done,
    createDriver(sink) {
      sinks.push(sink);
      return {
        native: undefined,
        doJoin(request) {
          joins.push(request);
          return Promise.resolve(answers.join);
        },
        doLeave: done,
        doAbandon: () => undefined,
        doSyncLocal(local) {
          published.push(local);
          return publishing.run();
        },
        doSetQuality(source, quality) {
          qualities.push([source, quality]);
          return encoding.run();
        },
        doReplaceTrack: done,
        doSetMuted: () => muting.run(),
        doSyncRemote(remoteId, _, { signal }) {
          asked.push(remoteId);
          return receiving.run(signal);
        },
        doSetSignals(signals) {
          wanted.push(signals);
          return Promise.resolve();
        },
        doGetStats: () => stats.read(),
        dispose: () => undefined,
      };
    },
  };
  return {
    adapter,
    joins,
    wanted,
    stats,
    answers,
    asked,
    receiving,
    publishing,
    muting,
    published,
    qualities,
    encoding,
    sink() {
      const last = sinks.at(-1);
      if (!last) throw new Error('There was no join yet.');
      return last;
    },
  };
}
