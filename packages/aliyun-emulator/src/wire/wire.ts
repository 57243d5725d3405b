import type { StreamLabel } from './labels.ts';

/** The envelope of every HTTP reply and of every polled item. */
export interface Envelope {
  readonly code: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly description?: string;
}

/** One published stream as publishers announce it and as others are told. */
export interface WireStream {
  /** Id of the publisher's stream: first field of its `a=msid`. */
  readonly mslabel: string;
  /** Which of the three streams it is. */
  readonly label: StreamLabel;
  /** Media kind. */
  readonly type: 'audio' | 'video';
  /** As the publisher says; not used. */
  readonly temporalLayers: number;
  /** As the publisher says; not used. */
  readonly substreams: number;
  /** Whether there is something to see or hear. */
  readonly state: 'active' | 'inactive';
  /** Size and rate in a word, such as `UD_640_480_15`; empty for audio. */
  readonly videoprofile: string;
  /** The id of the published track: second field of its `a=msid`. */
  readonly alias: string;
}

/** `communication`: everyone may publish. `interactive_live`: by role. */
export type ChannelProfile = 'communication' | 'interactive_live';

/** In the interactive-live profile: `interactive` may publish, `live` watches. */
export type ClientRole = 'interactive' | 'live';
