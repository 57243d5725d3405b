import type { Clock } from '../environment/clock.ts';

/**
 * What a driver takes from its surroundings, so that tests can turn the clock and so that one vendor's patches of the
 * platform's globals do not reach another vendor's driver.
 */
export interface RtcDriverEnvironment {
  /** The only source of time and timers for a driver. */
  readonly clock: Clock;
  /** The platform's own constructor, taken before any SDK could patch it. Undefined outside browsers. */
  readonly RTCPeerConnection: typeof RTCPeerConnection | undefined;
  /** Makes an empty stream or one of the given tracks. */
  createMediaStream(tracks?: readonly MediaStreamTrack[]): MediaStream;
}
