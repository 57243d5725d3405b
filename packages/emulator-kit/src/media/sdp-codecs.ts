import type { EmulatorVideoCodec } from './video-codec.ts';
import { isVideo, joinSections, splitSections, type SdpSections } from './sdp-sections.ts';

/**
 * An offer that leaves its video sections one codec and its audio sections Opus, so that what is received can be
 * forwarded without any doubt about its payload type. `undefined` where a section offers none of the wanted codecs.
 */
export function narrowCodecs(
  sdp: string,
  videoCodecs: readonly EmulatorVideoCodec[],
): { sdp: string; videoCodec: EmulatorVideoCodec | undefined } | undefined {
  const sections = splitSections(sdp);
  const videos = sections.media.filter(isVideo);
  const videoCodec = videoCodecs.find((codec) =>
    videos.every((section) => payloadTypeOf(section, codec) !== undefined),
  );
  if (videos.length > 0 && videoCodec === undefined) return undefined;
  const media: string[][] = [];
  for (const section of sections.media) {
    const payloadType = payloadTypeOf(section, isVideo(section) ? (videoCodec ?? 'VP8') : 'opus');
    if (payloadType === undefined) return undefined;
    media.push(keepPayloadType(section, payloadType));
  }
  const narrowed: SdpSections = { session: sections.session, media };
  return { sdp: joinSections(narrowed), videoCodec };
}

function payloadTypeOf(section: readonly string[], codec: EmulatorVideoCodec | 'opus'): string | undefined {
  const pattern = new RegExp(`^a=rtpmap:(\\d+) ${codec}/`, 'iu');
  const found = section.map((line) => pattern.exec(line)?.[1]).filter((type) => type !== undefined);
  if (codec !== 'H264') return found[0];
  const format = (type: string): string => section.find((line) => line.startsWith(`a=fmtp:${type} `)) ?? '';
  const whole = found.filter((type) => format(type).includes('packetization-mode=1'));
  // Constrained baseline is what every browser decodes.
  return whole.find((type) => format(type).includes('profile-level-id=42e0')) ?? whole[0];
}

function keepPayloadType(section: readonly string[], payloadType: string): string[] {
  const [first = '', ...rest] = section;
  const kept = rest.filter((line) => {
    const type = /^a=(?:rtpmap|fmtp|rtcp-fb):(\d+) /u.exec(line)?.[1];
    return type === undefined || type === payloadType;
  });
  return [`${first.split(' ').slice(0, 3).join(' ')} ${payloadType}`, ...kept];
}
