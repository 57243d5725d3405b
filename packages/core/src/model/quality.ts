import type { SourceKind } from './source-kind.ts';

/**
 * The wish of an app for what is sent of a source, in W3C's words. What is left out is as good as the table of defaults says
 * (docs/quality.md). Capture is another thing: size, echo cancellation and noise suppression are chosen when a device is opened.
 */
export interface SourceQuality {
  /** The most to send, in bits per second. */
  readonly maxBitrate?: number | undefined;
  /** The most frames to send in a second. Pictures alone. */
  readonly maxFramerate?: number | undefined;
  /** The thing that is kept where bandwidth or the machine is short: frames, sharpness, or some of both. Pictures alone. */
  readonly degradationPreference?: 'maintain-framerate' | 'maintain-resolution' | 'balanced' | undefined;
  /** The kind of content that the encoder should favour. Pictures alone; of sound it follows from `music`. */
  readonly contentHint?: '' | 'motion' | 'detail' | 'text' | 'speech' | 'music' | undefined;
  /** Tells whether the encoder should take it for music: more bits, and silence is sent like everything else. Sound alone. */
  readonly music?: boolean | undefined;
  /** Tells whether both channels are sent. Sound alone. */
  readonly stereo?: boolean | undefined;
}

/** One of the things that can be wished for of a source. */
export type QualityMember = keyof SourceQuality;

/** The wishes for quality that an adapter fulfils. What is not in here is refused as `unsupported`, or told as a `warning` by a join. */
export interface QualityCapabilities {
  /** Returns, for each source, the wishes that are fulfilled, also those that come during a call. */
  readonly sources: Readonly<Partial<Record<SourceKind, readonly QualityMember[]>>>;
  /** Tells whether the codecs of pictures can be put in an order before the join. */
  readonly codecs: boolean;
  /** The effect of the size in which a remote picture is shown: what comes fits it, the next layer comes, or nothing changes. */
  readonly receivedSize: 'exact' | 'layers' | 'none';
}

/** The wishes of a session, for every leg that it opens. */
export interface QualityWishes {
  /** By source. Each is replaced whole, never changed. */
  readonly of: Partial<Record<SourceKind, SourceQuality>>;
  /** Names of codecs for pictures, best first. */
  codecs?: readonly string[] | undefined;
}
