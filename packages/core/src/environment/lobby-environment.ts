import { RtcError } from '../errors/rtc-error.ts';
import type { LobbyEnvironment } from './rtc-environment.ts';
import { browserClock } from './browser-clock.ts';
import { observePage } from './observe-page.ts';

// Taken at import, before any SDK could patch them. All are undefined outside browsers.
const scope: Partial<typeof globalThis> = globalThis;
const NativePeerConnection = scope.RTCPeerConnection;
const NativeMediaStream = scope.MediaStream;
const devices = scope.navigator?.mediaDevices;
const getUserMedia = devices?.getUserMedia.bind(devices);
const getDisplayMedia = (devices as Partial<MediaDevices> | undefined)?.getDisplayMedia?.bind(devices);

/** The browser, as far as a lobby uses it. Also importable, but not usable, in Node. */
export const lobbyEnvironment: LobbyEnvironment = {
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
      throw new RtcError({ code: 'not-supported', message: 'There are no media here. Use a browser.' });
    return new NativeMediaStream([...tracks]);
  },
  canChooseSpeaker: scope.HTMLMediaElement !== undefined && 'setSinkId' in scope.HTMLMediaElement.prototype,
  createAudioElement: () => new Audio(),
  createAudioContext: () => new AudioContext(),
  pageVisible: () => scope.document?.visibilityState !== 'hidden',
  observePage,
  reportError(error) {
    if (scope.reportError) scope.reportError(error);
    else console.error(error);
  },
};
