import type { Clock } from '../timing/clock.ts';

/**
 * The surroundings of a driver, so that tests can turn the clock and so that one vendor's patches of the
 * platform's globals do not reach another vendor's driver.
 */
export interface RtcDriverEnvironment {
  /** The only source of time and timers for a driver. */
  readonly clock: Clock;
  /**
   * Gives the time of day, in milliseconds since 1970, for comparing with the dates in credentials. Never for durations: the
   * system's clock may be set, back too.
   */
  wallNow(): number;
  /** The platform's own constructor, taken before any SDK could patch it. Undefined outside browsers. */
  readonly RTCPeerConnection: typeof RTCPeerConnection | undefined;
  /** Makes an empty stream or one of the given tracks. */
  createMediaStream(tracks?: readonly MediaStreamTrack[]): MediaStream;
  /**
   * Makes a placeholder, for a source that is announced muted without a track or must hold its place in a first
   * publication. Belongs to the driver, which stops it.
   */
  createPlaceholder(kind: 'audio' | 'video'): PlaceholderTrack;
}

/** A track that shows black or carries silence, for vendors that publish nothing without a track. */
export interface PlaceholderTrack {
  /** The track: video is black and 640 by 480 pixels, audio is silent. Opens no device. */
  readonly track: MediaStreamTrack;
  /** Ends the track and lets go of what feeds it. Idempotent. */
  stop(): void;
}
