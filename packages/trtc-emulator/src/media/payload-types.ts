import type { SourceCodec } from '@jackfield/emulator-kit';

import type { Ability, AbilityCodec } from '../wire/ability.ts';

const staticPcmu = 0;

/** The number that a receiver knows a payload by; `undefined` where it cannot decode it. */
export function payloadTypeFor(
  receiver: Ability,
  sent: { codec: SourceCodec; entry: AbilityCodec | undefined },
): number | undefined {
  const { codec, entry } = sent;
  if (codec === 'PCMU') return staticPcmu;
  if (codec === 'opus') return receiver.audio.find((item) => isCodec(item, 'opus'))?.payload;
  const known = receiver.decoders.filter((item) => isCodec(item, codec));
  const same = known.find((item) => entry !== undefined && formatOf(item) === formatOf(entry));
  return (same ?? known.find((item) => item.fmtp.includes('packetization-mode=1')) ?? known[0])?.payload;
}

/** What a sender means by a payload number. */
export function entryOf(sender: Ability, payloadType: number): AbilityCodec | undefined {
  return [...sender.audio, ...sender.video].find(({ payload }) => payload === payloadType);
}

export function isCodec({ codec }: AbilityCodec, name: string): boolean {
  return codec.toLowerCase() === name.toLowerCase();
}

/** Two H.264 formats are one for a decoder when mode and profile agree. */
function formatOf({ fmtp }: AbilityCodec): string {
  const mode = /packetization-mode=(\d)/u.exec(fmtp)?.[1] ?? '0';
  const profile = /profile-level-id=([\da-f]{4})/iu.exec(fmtp)?.[1] ?? '';
  return `${mode} ${profile.toLowerCase()}`;
}
