import type { StreamLabel } from '../labels.ts';

/** The envelope of every HTTP reply and of every polled item. */
export interface Envelope {
  readonly code: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly description?: string;
}

/** One published stream as publishers announce it and as others are told. */
export interface WireStream {
  readonly mslabel: string;
  readonly label: StreamLabel;
  readonly type: 'audio' | 'video';
  readonly temporalLayers: number;
  readonly substreams: number;
  readonly state: 'active' | 'inactive';
  readonly videoprofile: string;
  /** The id of the published track: second field of its `a=msid`. */
  readonly alias: string;
}

/** `communication`: everyone may publish. `interactive_live`: by role. */
export type ChannelProfile = 'communication' | 'interactive_live';

/** In the interactive-live profile: `interactive` may publish, `live` watches. */
export type ClientRole = 'interactive' | 'live';
