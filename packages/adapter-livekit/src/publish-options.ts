import { mediaKindOf } from '@jackfield/core/adapter';
import { resolveQuality, type TrackPublication } from '@jackfield/core/adapter-kit';
import { framesOf } from './frames-of.ts';
import type { LkPublishOptions } from './load-sdk.ts';

/** The names of codecs that the SDK knows. */
export type LivekitCodec = 'vp8' | 'h264' | 'vp9' | 'av1' | 'h265';

/** The way in which the SDK publishes, beside what core's words for quality say. */
export interface LivekitPublishing {
  /** The codec of pictures. The first that the session prefers, where it prefers any; the SDK's own (VP8) where left out. */
  readonly videoCodec?: LivekitCodec | undefined;
  /** Gives whoever cannot decode an advanced codec another one, which is encoded while they watch. The SDK's own rule where left out. */
  readonly backupCodec?: boolean | undefined;
  /** Sends pictures in layers; so it is where left out. */
  readonly simulcast?: boolean | undefined;
  /** The layers inside one stream of VP9 or AV1 (SVC), such as `L3T3_KEY`. The SDK's own where left out. */
  readonly scalabilityMode?: 'L1T1' | 'L1T2' | 'L1T3' | 'L2T3_KEY' | 'L3T3' | 'L3T3_KEY' | undefined;
  /** Sends sound twice, against losses; so it is where left out, but for stereo. */
  readonly red?: boolean | undefined;
  /** Sends a microphone in stereo. The SDK looks at what is captured where left out; a screen's sound is stereo. */
  readonly stereo?: boolean | undefined;
  /** Sends silence sparsely; so it is where left out, but for music. */
  readonly dtx?: boolean | undefined;
}

/** The SDK's options for one publication: what the app wishes by core's words comes before what the adapter was made with. */
export function publishOptions(
  publication: TrackPublication,
  { codecs, ...given }: LivekitPublishing & { readonly codecs?: readonly string[] | undefined },
): LkPublishOptions {
  const { quality = {}, contentHint, source } = publication;
  const {
    maxBitrate,
    maxFramerate = framesOf(publication.track),
    degradationPreference,
  } = resolveQuality(publication);
  const { music = contentHint === 'music', stereo = given.stereo } = quality;
  const { videoCodec = codecs?.map((name) => name.toLowerCase()).find(isCodec), backupCodec } = given;
  if (mediaKindOf(source) === 'audio')
    return {
      audioPreset: { maxBitrate },
      // Of music silence is sent like everything else.
      dtx: given.dtx ?? !music,
      ...(given.red !== undefined && { red: given.red }),
      ...(stereo !== undefined && { forceStereo: stereo }),
    };
  const encoding = { maxBitrate, maxFramerate };
  return {
    ...(source === 'screen' ? { screenShareEncoding: encoding } : { videoEncoding: encoding }),
    ...(degradationPreference && { degradationPreference }),
    ...(videoCodec && { videoCodec }),
    ...(backupCodec !== undefined && { backupCodec }),
    ...(given.simulcast !== undefined && { simulcast: given.simulcast }),
    ...(given.scalabilityMode && { scalabilityMode: given.scalabilityMode }),
  };
}

function isCodec(name: string): name is LivekitCodec {
  return ['vp8', 'h264', 'vp9', 'av1', 'h265'].includes(name);
}
