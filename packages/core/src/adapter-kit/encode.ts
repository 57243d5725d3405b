import type { ResolvedQuality } from './resolve-quality.ts';

/** As much of a sender as is needed here. */
type EncodingSender = Pick<RTCRtpSender, 'getParameters' | 'setParameters'>;

/**
 * Brings a sender's one encoding in line with a quality, where it is not so already; without one nothing of its track is encoded. Never makes a negotiation. Does nothing before the
 * first one, where a browser has no encodings. Rejects with what the browser said.
 */
export async function encode(sender: EncodingSender, quality: ResolvedQuality | undefined): Promise<void> {
  const parameters = sender.getParameters();
  const [first] = parameters.encodings;
  if (!first) return;
  const before = JSON.stringify(parameters);
  if ((first.active ?? true) !== (quality !== undefined)) first.active = quality !== undefined;
  if (quality) {
    const { maxBitrate, maxFramerate, degradationPreference } = quality;
    first.maxBitrate = maxBitrate;
    if (maxFramerate === undefined) delete first.maxFramerate;
    else first.maxFramerate = maxFramerate;
    // What an SDK has written there is its own default: without a wish the browser follows the hint of the content.
    if (degradationPreference === undefined) delete parameters.degradationPreference;
    else parameters.degradationPreference = degradationPreference;
  }
  if (JSON.stringify(parameters) !== before) await sender.setParameters(parameters);
}
