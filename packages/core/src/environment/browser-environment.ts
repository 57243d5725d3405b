import type { RtcEnvironment } from './rtc-environment.ts';
import { browserClock } from './browser-clock.ts';
import { createBrowserPlaceholder } from './browser-placeholder.ts';
import { observePage } from './observe-page.ts';
import { observeVisibility } from './observe-visibility.ts';

// Taken at import, before any SDK could patch them. All are undefined outside browsers.
const scope: Partial<typeof globalThis> = globalThis;
const NativePeerConnection = scope.RTCPeerConnection;
const NativeMediaStream = scope.MediaStream;
const devices = scope.navigator?.mediaDevices;
const getUserMedia = devices?.getUserMedia.bind(devices);
const getDisplayMedia = (devices as Partial<MediaDevices> | undefined)?.getDisplayMedia?.bind(devices);

/** The browser as a session's environment. Also importable, but not usable, in Node. */
export const browserEnvironment: RtcEnvironment = {
  clock: browserClock,
  wallNow: () => Date.now(),
  RTCPeerConnection: NativePeerConnection,
  secureContext: scope.isSecureContext ?? false,
  mediaDevices:
    devices && getUserMedia
      ? {
          getUserMedia,
          ...(getDisplayMedia ? { getDisplayMedia } : {}),
          enumerateDevices: () => devices.enumerateDevices(),
          addEventListener: devices.addEventListener.bind(devices),
          removeEventListener: devices.removeEventListener.bind(devices),
        }
      : undefined,
  // Every browser on iOS and iPadOS is WebKit; on a Mac there are no touch points.
  singleCapture:
    (scope.navigator?.vendor ?? '').startsWith('Apple') && (scope.navigator?.maxTouchPoints ?? 0) > 1,
  permissions: scope.navigator?.permissions,
  audioSession: (scope.navigator as { audioSession?: { type: string } } | undefined)?.audioSession,
  createMediaStream(tracks = []) {
    if (!NativeMediaStream)
      throw new TypeError('This environment has no MediaStream. Give createSession an environment.');
    return new NativeMediaStream([...tracks]);
  },
  createPlaceholder: createBrowserPlaceholder,
  canChooseSpeaker: scope.HTMLMediaElement !== undefined && 'setSinkId' in scope.HTMLMediaElement.prototype,
  createAudioElement: () => new Audio(),
  createAudioContext: () => new AudioContext(),
  observeVisibility,
  pageVisible: () => scope.document?.visibilityState !== 'hidden',
  observePage,
  reportError(error) {
    if (scope.reportError) scope.reportError(error);
    else console.error(error);
  },
};
