import type { LocalPublication } from '../../src/adapter/rtc-driver.ts';
import { createLocalMedia, type LocalMediaOptions } from '../../src/capture/create-local-media.ts';
import { createKeepPlaying } from '../../src/elements/keep-playing.ts';
import type { LocalMedia, LocalMediaPort } from '../../src/capture/local-media.ts';
import type { CaptureState } from '../../src/model/local-source-state.ts';
import { RtcError } from '../../src/errors/rtc-error.ts';
import type { RtcCapabilities } from '../../src/model/capabilities.ts';
import type { SourceKind } from '../../src/model/source-kind.ts';
import type { RtcEnvironment } from '../../src/environment/rtc-environment.ts';
import type { ScreenShareEndReason } from '../../src/face/session-events.ts';
import {
  createFakeEnvironment,
  type FakeEnvironment,
  type FakeEnvironmentOptions,
} from '../../src/testing/create-fake-environment.ts';
import type { LeakReport } from '../../src/testing/leak-report.ts';
import { FakeMediaStreamTrack } from '../../src/testing/fake-track.ts';
import { createStubLeg, type StubLeg } from './stub-leg.ts';

/** A call to the port that waits for the test. */
export interface HeldCall {
  readonly name: string;
  resolve(): void;
  reject(): void;
}

/** A vendor that does what the machine asks of it, reads the publications as the machine does, and keeps what it was given. */
export interface CaptureRig extends Omit<FakeEnvironment, 'leaks'> {
  readonly leaks: () => LeakReport;
  readonly local: LocalMedia;
  /** Port calls, changes of status and device operations, in order. */
  readonly log: string[];
  readonly warnings: RtcError[];
  readonly shareEnds: ScreenShareEndReason[];
  readonly contained: string[];
  /** Returns what the vendor sends now. */
  readonly sent: (source: SourceKind) => LocalPublication | undefined;
  /** The track that the vendor sends now, as a double. */
  readonly sentTrack: (source: SourceKind) => FakeMediaStreamTrack;
  /** Tells whether anything but silence or black leaves this side for a source. */
  readonly audible: (source: SourceKind) => boolean;
  /** Port calls whose name begins so are held from now on. */
  readonly hold: (prefix: string) => void;
  readonly held: HeldCall[];
  /** Port calls whose name begins so fail from now on; undefined: none. */
  failing: string | undefined;
  /** The number of times that those fail; for ever at first. */
  failures: number;
  /** Another vendor joins. */
  readonly addLeg: (able?: Partial<RtcCapabilities>) => StubLeg;
  /** Every leg is over. */
  readonly endLegs: () => void;
  /** The transport is back. */
  readonly restored: (mode: 'resumed' | 'restarted') => void;
  /** The vendor's server does something to a publication. */
  readonly fromServer: (source: SourceKind, what: 'muted' | 'unpublished') => void;
  /** Returns what the vendor should publish now. */
  readonly outgoing: () => readonly LocalPublication[];
  /** False: there is no call. */
  joined: boolean;
  readonly settle: () => Promise<void>;
}

export interface CaptureRigOptions extends FakeEnvironmentOptions {
  readonly media?: Partial<Pick<LocalMediaOptions, 'deviceLoss'>> & {
    readonly screenAudioMode?: RtcCapabilities['screenAudio'];
    readonly adapterNeedsRelay?: boolean;
    readonly cameraWithScreen?: boolean;
    readonly publishable?: readonly SourceKind[];
  };
  readonly environment?: Partial<RtcEnvironment>;
}

export function createRig({ media = {}, environment = {}, ...options }: CaptureRigOptions = {}): CaptureRig {
  const fake = createFakeEnvironment(options);
  const states = new Map<SourceKind, CaptureState>();
  const holding: string[] = [];
  const log: string[] = [];
  const legs: StubLeg[] = [];

  async function call(name: string, apply: () => void): Promise<void> {
    log.push(name);
    if (rig.failing !== undefined && name.startsWith(rig.failing)) {
      if (rig.failures > 0) rig.failures -= 1;
      if (rig.failures === 0) rig.failing = undefined;
      throw new RtcError({ code: 'publish-failed', message: 'The vendor refused.' });
    }
    if (holding.some((prefix) => name.startsWith(prefix))) {
      await new Promise<void>((resolve, reject) => {
        rig.held.push({
          name,
          resolve,
          reject: () => {
            reject(new RtcError({ code: 'publish-failed', message: 'The vendor refused.' }));
          },
        });
      });
    }
    await Promise.resolve();
    apply();
  }
  const addLeg = (able: Partial<RtcCapabilities> = {}): StubLeg => {
    const leg = createStubLeg({
      environment: { ...fake.environment, ...environment },
      offers: local.offers,
      capabilities: able,
      call: legs.length === 0 ? call : async (_, apply) => Promise.resolve().then(apply),
      isActive: () => rig.joined,
      contained: (name) => rig.contained.push(name),
    });
    legs.push(leg);
    return leg;
  };
  const capabilities: Partial<RtcCapabilities> = {
    screenAudio: media.screenAudioMode ?? 'separate',
    audioRelayNeeded: media.adapterNeedsRelay ?? false,
  };
  const port: LocalMediaPort = {
    stateOf(source) {
      return { ...rig.local.states[source], publication: first().statusOf(source) };
    },
    changed(state) {
      const before = states.get(state.source);
      states.set(state.source, state);
      if ((before?.capture.status ?? 'off') !== state.capture.status)
        log.push(`${state.source} ${state.capture.status}`);
    },
    async offerChanged(source, how) {
      await Promise.all(legs.map(({ publisher }) => publisher.settle(publisher.carrierOf(source), how)));
    },
    refusal(source) {
      const able = media.publishable?.includes(source) ?? true;
      return able && !(source === 'screen-audio' && media.screenAudioMode === 'none')
        ? undefined
        : new RtcError({ code: 'unsupported', message: `This vendor cannot publish a ${source}.` });
    },
    cameraBesideScreen: () => media.cameraWithScreen ?? true,
    screenShareEnded: (reason) => rig.shareEnds.push(reason),
    contained: (name) => rig.contained.push(name),
    warn: (error) => rig.warnings.push(error),
  };

  const local = createLocalMedia({
    environment: { ...fake.environment, ...environment },
    keep: createKeepPlaying({ environment: fake.environment, changed: () => undefined }),
    port,
    deviceLoss: media.deviceLoss,
  });
  const first = (): StubLeg => {
    const [leg] = legs;
    if (!leg) throw new Error('There is no leg.');
    return leg;
  };
  const rig: CaptureRig = {
    ...fake,
    local,
    log,
    warnings: [],
    shareEnds: [],
    contained: [],
    sent: (source) => first().sent.get(source),
    sentTrack(source) {
      const track = first().sent.get(source)?.track;
      if (!(track instanceof FakeMediaStreamTrack)) throw new Error(`No track is sent for the ${source}.`);
      return track;
    },
    audible(source) {
      const track = first().sent.get(source)?.track;
      return track instanceof FakeMediaStreamTrack && track.emits;
    },
    hold: (prefix) => holding.push(prefix),
    held: [],
    failing: undefined,
    failures: Infinity,
    addLeg,
    endLegs() {
      for (const leg of legs) leg.end();
    },
    restored(mode) {
      for (const { publisher } of legs) publisher.restored(mode);
    },
    fromServer(source, what) {
      for (const each of first().publisher.carriedBy(source)) {
        if (what === 'muted') local.mutedByServer(each);
        else local.unpublishedByServer(each);
      }
    },
    outgoing: () => first().publisher.outgoing(),
    joined: true,
    settle: () => fake.clock.settle(),
  };
  addLeg(capabilities);
  return rig;
}
