import { provideStandstill } from '../elements/load-standstill.ts';
import * as standstill from '../elements/standstill.ts';
import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import * as callPart from '../session/call-part.ts';
import { provideCallPart } from '../session/load-call-part.ts';
import { FakeAudioContext } from './fake-audio-context.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import type { FakeDevice } from './fake-device.ts';
import { createFakeDevices, type FakeDevices } from './fake-devices.ts';
import { createFakeElements, type FakeElements } from './fake-elements.ts';
import { FakeMediaStream } from './fake-media-stream.ts';
import { createFakePage, type FakePage } from './fake-page.ts';
import { reportLeaks, type LeakReport } from './leak-report.ts';
import { createTrackRegistry, type TrackRegistry } from './track-registry.ts';

/** A browser that a test holds in its hands. */
export interface FakeEnvironment {
  /** The environment that `createSession` takes. */
  readonly environment: RtcEnvironment;
  /** Time. */
  readonly clock: FakeClock;
  /** Every track that ever was; makes new ones too. */
  readonly tracks: TrackRegistry;
  /** Microphones, cameras, speakers, permissions and the screen picker. */
  readonly devices: FakeDevices;
  /** Sound and picture elements. */
  readonly elements: FakeElements;
  /** The page: visibility, freezing, closing. */
  readonly page: FakePage;
  /** Every stream that core made. */
  readonly streams: readonly FakeMediaStream[];
  /** Every audio context that core made. */
  readonly audioContexts: readonly FakeAudioContext[];
  /** Errors that nobody awaited. */
  readonly reportedErrors: readonly unknown[];
  /** Everything that is still open. */
  leaks(): LeakReport;
}

/** Makes an environment in which nothing happens unless a test says so. Runs in Node and in browsers. */
export function createFakeEnvironment(options: FakeEnvironmentOptions = {}): FakeEnvironment {
  // An import takes real time, of which a virtual clock knows nothing.
  provideCallPart(callPart);
  provideStandstill(standstill);
  const { secureContext = true, canChooseSpeaker = true, playbackBlocked = false } = options;
  const clock = createFakeClock();
  // Credentials of tests are minted by the real time of day; from here on it moves with the clock.
  const wallStartMs = Date.now() - clock.now();
  const tracks = createTrackRegistry();
  const page = createFakePage({ visible: options.pageVisible });
  const devices = createFakeDevices({
    clock,
    tracks,
    devices: options.devices,
    permission: options.permission,
    canShareScreen: options.canShareScreen,
  });
  const elements = createFakeElements({
    playbackBlocked,
    ignoresVolume: options.ignoresVolume ?? false,
    checkSink: canChooseSpeaker
      ? (sinkId) => {
          const there = devices.list.some(
            ({ kind, deviceId }) => kind === 'audiooutput' && deviceId === sinkId,
          );
          if (sinkId !== '' && !there) {
            throw new DOMException('Requested device not found', 'NotFoundError');
          }
        }
      : undefined,
  });
  const streams: FakeMediaStream[] = [];
  const audioContexts: FakeAudioContext[] = [];
  const reportedErrors: unknown[] = [];
  const environment: RtcEnvironment = {
    clock,
    wallNow: () => wallStartMs + clock.now(),
    RTCPeerConnection: options.RTCPeerConnection,
    mediaDevices: secureContext ? devices.port : undefined,
    secureContext,
    canChooseSpeaker,
    createMediaStream(initial) {
      const stream = new FakeMediaStream(initial);
      streams.push(stream);
      return stream;
    },
    createPlaceholder(kind) {
      const track = tracks.create({ kind, label: 'placeholder', gives: () => false });
      return {
        track,
        stop: () => {
          track.stop();
        },
      };
    },
    createAudioElement: () => elements.createAudioElement(),
    createAudioContext() {
      const context = new FakeAudioContext({ clock, tracks, blocked: () => elements.playbackBlocked });
      audioContexts.push(context);
      return context;
    },
    pageVisible: () => page.visible,
    observePage: (listener) => page.observePage(listener),
    observeVisibility: (view, listener) => page.observeVisibility(view, listener),
    reportError(error) {
      reportedErrors.push(error);
    },
  };
  return {
    environment,
    clock,
    tracks,
    devices,
    elements,
    page,
    streams,
    audioContexts,
    reportedErrors,
    leaks: () => reportLeaks({ clock, tracks, devices, elements, page, audioContexts }),
  };
}

/** The browser to be. Everything has the value of a good desktop browser where left out. */
export interface FakeEnvironmentOptions {
  /** The devices that are plugged in. Two microphones, cameras and speakers where left out. */
  readonly devices?: readonly FakeDevice[] | undefined;
  /** The state of permissions at first. `granted` where left out. */
  readonly permission?: PermissionState | undefined;
  /** False for a page that may not use devices: then there are none. */
  readonly secureContext?: boolean | undefined;
  /** False for phones. */
  readonly canShareScreen?: boolean | undefined;
  /** False for browsers that cannot choose the loudspeaker. */
  readonly canChooseSpeaker?: boolean | undefined;
  /** True for iOS: the `volume` of an element stays 1. */
  readonly ignoresVolume?: boolean | undefined;
  /** Tells whether sound is refused until `elements.gesture()`; audio contexts stay suspended as well. */
  readonly playbackBlocked?: boolean | undefined;
  /** Tells whether the page can be seen at first. */
  readonly pageVisible?: boolean | undefined;
  /** For adapters on top: the peer connection that drivers are given. None where left out. */
  readonly RTCPeerConnection?: typeof RTCPeerConnection | undefined;
}
