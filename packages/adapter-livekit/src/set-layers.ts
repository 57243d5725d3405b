import type { ResolvedQuality } from '@jackfield/core/adapter-kit';

/**
 * Changes how a source is encoded in a call: the largest layer has the bits that are wished for, the others keep their part of it. Which
 * layers are sent stays the SDK's to say.
 */
export async function setLayers(
  sender: Pick<RTCRtpSender, 'track' | 'getParameters' | 'setParameters'>,
  { maxBitrate, maxFramerate, degradationPreference }: ResolvedQuality & { readonly maxFramerate: number },
): Promise<void> {
  const parameters = sender.getParameters();
  const most = Math.max(...parameters.encodings.map((each) => each.maxBitrate ?? maxBitrate));
  for (const encoding of parameters.encodings) {
    encoding.maxBitrate = Math.round(((encoding.maxBitrate ?? maxBitrate) / most) * maxBitrate);
    if (sender.track?.kind === 'video') encoding.maxFramerate = maxFramerate;
  }
  if (degradationPreference) parameters.degradationPreference = degradationPreference;
  else delete parameters.degradationPreference;
  await sender.setParameters(parameters);
}
