/** The loudness of everybody at one moment. Plain immutable data. */
export interface Levels {
  /** The local microphone. */
  readonly own: OwnLevel;
  /** Remote participants by `Participant.id`; only those who publish a microphone. */
  readonly participants: ReadonlyMap<string, ParticipantLevel>;
  /**
   * `Participant.id` of the remote participant who speaks. Does not jump at a cough: somebody else must be clearly louder
   * for a while. Undefined when nobody has spoken for two seconds.
   */
  readonly activeSpeakerId: string | undefined;
}

/** The loudness of one participant's microphone. */
export interface ParticipantLevel {
  /**
   * 0…1, linear, as in the browser's own `audioLevel`: 1 is the loudest that can be, speech is about 0.05 to 0.3. 0 while
   * muted or not subscribed. For a bar that looks right to the eye take the square root.
   */
  readonly level: number;
  /** Tells whether they speak: steadier than the level, also over the gaps between words. */
  readonly speaking: boolean;
}

/** The loudness of the local microphone, as far as others can hear it. */
export interface OwnLevel extends ParticipantLevel {
  /** Tells whether something is said into a microphone that is muted and still open. Nobody hears it. */
  readonly speakingWhileMuted: boolean;
}

/** The things to be told. */
export interface LevelsWatch {
  /** Called about 20 times a second while there is anything to measure, and once more when there no longer is. */
  readonly onLevels?: ((levels: Levels) => void) | undefined;
  /** Called when the active speaker changes; undefined when nobody speaks any more. */
  readonly onActiveSpeaker?: ((participantId: string | undefined) => void) | undefined;
}
