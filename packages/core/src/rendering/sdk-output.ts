/** The sound output of an SDK that plays by itself. */
export interface SdkOutput {
  /** Tells whether the browser refuses it. */
  readonly blocked: boolean;
  /** Plays again, in a user gesture. Rejects `playback-blocked`. */
  resume(): Promise<void>;
  /** Chooses the loudspeaker. Rejects as `Playback.setSpeaker`. */
  setSpeaker(deviceId: string): Promise<void>;
}
