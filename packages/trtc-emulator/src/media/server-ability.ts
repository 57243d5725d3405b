import type { EmulatorVideoCodec } from '@jackfield/emulator-kit';

import { Refusal } from '../wire/refusal.ts';
import type { Ability, AbilityCodec } from '../wire/ability.ts';
import type { ServerEnd } from './client-transport.ts';
import { isCodec } from './payload-types.ts';

const hostPriority = 2_116_026_367;

/** The codec that a client is told to send with: the first of the emulator's that it can. */
export function videoCodecFor(
  ability: Ability,
  videoCodecs: readonly EmulatorVideoCodec[],
): EmulatorVideoCodec {
  const found = videoCodecs.find((codec) => ability.video.some((entry) => isCodec(entry, codec)));
  if (found === undefined) throw new Refusal('media-refused', `it needs one of ${videoCodecs.join(', ')}`);
  if (!ability.audio.some((entry) => isCodec(entry, 'opus')))
    throw new Refusal('media-refused', 'it needs Opus');
  return found;
}

/**
 * The server's answer to a client's ability: the same numbers, the emulator's end of the transport, and nothing that it does not
 * do. Header extensions are left out: their numbers would have to be rewritten for each receiver.
 */
export function serverAbility(
  ability: Ability,
  { end, address, videoCodec }: { end: ServerEnd; address: string; videoCodec: EmulatorVideoCodec },
): Readonly<Record<string, unknown>> {
  const video = ability.video.filter(isUsable).map(withoutTransportFeedback);
  const decoders = ability.decoders.filter(isUsable).map(withoutTransportFeedback);
  return {
    ice: { ufrag: end.ufrag, password: end.password },
    dtls: { hash: 'sha-256', fingerprint: end.fingerprint, setup: 'active' },
    candidates: [{ ip: address, port: end.port, priority: hostPriority, foundation: 'udp', type: 'host' }],
    audio: {
      codecs: ability.audio.filter((entry) => isCodec(entry, 'opus')).map(withoutTransportFeedback),
      extensions: [],
    },
    video: { codecs: video, decoders, extensions: [] },
    useVp8: videoCodec === 'VP8',
    useH265: false,
  };
}

/** One packetization for all: a packet of mode 1 is forwarded as it came. */
function isUsable(entry: AbilityCodec): boolean {
  if (isCodec(entry, 'VP8')) return true;
  return isCodec(entry, 'H264') && entry.fmtp.includes('packetization-mode=1');
}

function withoutTransportFeedback(entry: AbilityCodec): AbilityCodec {
  return { ...entry, rtcpfb: entry.rtcpfb.filter(({ id }) => id !== 'transport-cc') };
}
