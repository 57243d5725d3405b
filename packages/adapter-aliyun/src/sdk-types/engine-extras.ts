import type { AliRtcMixingCallback } from './options.ts';

/** Background music and live streams, which this project does not use. */
export interface AliRtcExtrasApi {
  /** After a join. */
  startAudioMixing(options: object, done?: AliRtcMixingCallback): void;
  /** Ends it. */
  stopAudioMixing(done?: AliRtcMixingCallback): void;
  /** Holds it. */
  pauseAudioMixing(done?: AliRtcMixingCallback): void;
  /** Goes on. */
  resumeAudioMixing(done?: AliRtcMixingCallback): void;
  /** 0 to 100. */
  adjustAudioMixingVolume(volume: number): void;
  /** Milliseconds. */
  setAudioMixingPosition(position: number, done?: AliRtcMixingCallback): void;
  /** Milliseconds. */
  getAudioMixingDuration(): number;
  /** Milliseconds. */
  getAudioMixingCurrentPosition(): number;
  /** Low-latency live profile only. */
  startLiveStreaming(...parameters: readonly unknown[]): Promise<unknown>;
  /** See `startLiveStreaming`. */
  stopLiveStreaming(): Promise<unknown>;
  /** See `startLiveStreaming`. */
  muteLiveStream(muted: boolean): unknown;
}
