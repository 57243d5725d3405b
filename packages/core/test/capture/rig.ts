import type { LocalPublication } from '../../src/adapter/rtc-driver.ts';
import { createLocalMedia, type LocalMediaOptions } from '../../src/capture/create-local-media.ts';
import type { CaptureState, LocalMedia, LocalMediaPort } from '../../src/capture/local-media.ts';
import { RtcError } from '../../src/errors/rtc-error.ts';
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
  /** What the vendor sends now. */
  readonly sent: (source: SourceKind) => LocalPublication | undefined;
  /** The track that the vendor sends now, as a double. */
  readonly sentTrack: (source: SourceKind) => FakeMediaStreamTrack;
  /** Whether anything but silence or black leaves this side for a source. */
  readonly audible: (source: SourceKind) => boolean;
  /** Port calls whose name begins so are held from now on. */
  readonly hold: (prefix: string) => void;
  readonly held: HeldCall[];
  /** Port calls whose name begins so fail from now on; undefined: none. */
  failing: string | undefined;
  /** False: there is no call. */
  joined: boolean;
  readonly settle: () => Promise<void>;
}

export interface CaptureRigOptions extends FakeEnvironmentOptions {
  readonly media?: Partial<LocalMediaOptions>;
  readonly environment?: Partial<RtcEnvironment>;
}

export function createRig({ media = {}, environment = {}, ...options }: CaptureRigOptions = {}): CaptureRig {
  const fake = createFakeEnvironment(options);
  const publications = new Map<SourceKind, LocalPublication>();
  const states = new Map<SourceKind, CaptureState>();
  const holding: string[] = [];
  const log: string[] = [];

  async function call(name: string, apply: () => void): Promise<void> {
    if (!rig.joined) return;
    log.push(name);
    if (rig.failing !== undefined && name.startsWith(rig.failing)) {
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
  const read = (source: SourceKind): void => {
    const wanted = rig.local.outgoing(1).find((entry) => entry.source === source);
    if (wanted) publications.set(source, wanted);
    else publications.delete(source);
  };
  const port: LocalMediaPort = {
    stateOf(source) {
      const publication = publications.has(source) ? 'published' : 'unpublished';
      return { ...rig.local.states[source], publication: { status: publication } };
    },
    changed(state) {
      const before = states.get(state.source);
      states.set(state.source, state);
      if ((before?.capture.status ?? 'off') !== state.capture.status)
        log.push(`${state.source} ${state.capture.status}`);
    },
    syncPublications: (source) =>
      call(`sync ${source}`, () => {
        for (const each of ['microphone', 'camera', 'screen', 'screen-audio'] as const) read(each);
      }),
    replaceTrack: (source) =>
      call(`replace ${source} ${describe(rig.local, source)}`, () => {
        read(source);
      }),
    setMuted: (source) =>
      call(`muted ${source} ${String(wantedOf(rig.local, source)?.muted)}`, () => {
        read(source);
      }),
    screenShareEnded: (reason) => rig.shareEnds.push(reason),
    contained: (name) => rig.contained.push(name),
    warn: (error) => rig.warnings.push(error),
  };

  const local = createLocalMedia({
    environment: { ...fake.environment, ...environment },
    port,
    ...media,
  });
  const rig: CaptureRig = {
    ...fake,
    local,
    log,
    warnings: [],
    shareEnds: [],
    contained: [],
    sent: (source) => publications.get(source),
    sentTrack(source) {
      const track = publications.get(source)?.track;
      if (!(track instanceof FakeMediaStreamTrack)) throw new Error(`No track is sent for the ${source}.`);
      return track;
    },
    audible(source) {
      const track = publications.get(source)?.track;
      return track instanceof FakeMediaStreamTrack && track.emits;
    },
    hold: (prefix) => holding.push(prefix),
    held: [],
    failing: undefined,
    joined: true,
    settle: () => fake.clock.settle(),
  };
  return rig;
}

function wantedOf(local: LocalMedia, source: SourceKind): LocalPublication | undefined {
  return local.outgoing(1).find((entry) => entry.source === source);
}

function describe(local: LocalMedia, source: SourceKind): string {
  return wantedOf(local, source)?.track ? 'track' : 'null';
}
