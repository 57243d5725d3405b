import type { RtcAdapter } from '../../src/adapter/rtc-adapter.ts';
import type { RtcDriverSink } from '../../src/adapter/rtc-driver-sink.ts';
import type { RemoteParticipantInfo } from '../../src/adapter/remote-participant-info.ts';
import { portableIdPattern } from '../../src/model/capabilities.ts';
import { mediaKindOf, sourceKinds } from '../../src/model/source-kind.ts';
import { createTrackRegistry } from '../../src/testing/track-registry.ts';

/** A vendor that confirms everything at once and gives every track that is asked for. */
export interface BenchVendor {
  readonly adapter: RtcAdapter;
  /** The people who are there when somebody joins. */
  roster: readonly RemoteParticipantInfo[];
  /** The number of times that core asked for somebody's tracks, by the driver's id. */
  readonly asked: Map<string, number>;
  /** Forgets what was asked and given, so that what stays in memory is core's. */
  forget(): void;
  /** Reports to the present call. */
  sink(): RtcDriverSink;
}

/** Makes one; `subscriptions` is how many remote sources it gives at a time. */
export function createBenchVendor({ subscriptions }: { readonly subscriptions?: number } = {}): BenchVendor {
  let sink: RtcDriverSink | undefined;
  const done = (): Promise<void> => Promise.resolve();
  const asked = new Map<string, number>();
  const given = new Map<string, Set<string>>();
  const vendor: BenchVendor = {
    roster: [],
    asked,
    forget() {
      asked.clear();
      given.clear();
    },
    sink() {
      if (!sink) throw new RangeError('Join first.');
      return sink;
    },
    adapter: {
      specificationVersion: 1,
      name: 'bench',
      capabilities: {
        sources: sourceKinds,
        replaceTrack: 'seamless',
        placeholderNeeded: false,
        screenAudio: 'separate',
        cameraWithScreen: true,
        remoteAudio: 'tracks',
        muteVisible: 'exact',
        roster: 'complete',
        duplicateIdentity: 'allowed',
        identity: 'attested',
        subscriptionGranularity: 'source',
        messages: false,
        roles: [],
        moderation: [],
        displayNames: true,
        simulcast: true,
        stats: false,
        endToEndEncryption: false,
        renewCredential: false,
        reconnect: 'resumes',
        audioRelayNeeded: false,
      },
      limits: {
        userIdPattern: portableIdPattern,
        roomPattern: portableIdPattern,
        displayNameLength: 64,
        subscriptions,
      },
      checkSupport: () => Promise.resolve({ supported: true, problems: [] }),
      preload: done,
      createDriver(own) {
        sink = own;
        return {
          native: undefined,
          doJoin: () => Promise.resolve({ roster: vendor.roster }),
          doLeave: done,
          doAbandon: () => undefined,
          doSyncLocal: () => Promise.resolve({ failed: [] }),
          doReplaceTrack: done,
          doSetMuted: done,
          doSyncRemote(remoteId, wanted) {
            asked.set(remoteId, (asked.get(remoteId) ?? 0) + 1);
            const before = given.get(remoteId) ?? new Set();
            given.set(remoteId, new Set(wanted.map(({ source }) => source)));
            for (const { source } of wanted) {
              if (before.has(source)) continue;
              const track = createTrackRegistry().create({ kind: mediaKindOf(source), origin: 'remote' });
              own.remoteTrack({ remoteId, source, track });
            }
            if (wanted.length === 0) given.delete(remoteId);
            return Promise.resolve();
          },
          dispose: () => undefined,
        };
      },
    },
  };
  return vendor;
}
