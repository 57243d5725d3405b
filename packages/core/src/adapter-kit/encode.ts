import { readField } from './read-field.ts';
import type { ResolvedQuality } from './resolve-quality.ts';

/** As much of a sender as is needed here. */
type EncodingSender = Pick<RTCRtpSender, 'getParameters' | 'setParameters'>;

/**
 * Brings a sender's one encoding in line with a quality, where it is not so already; without one nothing of its track is encoded. Never makes a
 * negotiation. Does nothing before the first one, where a browser has no encodings. Browsers take one change at a time: where somebody else's,
 * such as an SDK's own, is under way, it is tried again after that. Rejects with what the browser said.
 */
export async function encode(sender: EncodingSender, quality: ResolvedQuality | undefined): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      await change(sender, quality);
      return;
    } catch (error) {
      if (tried === most || readField(error, 'name') !== 'InvalidStateError') throw error;
    }
  }
}

/** The number of tries at most: a closed connection refuses in the same words. */
const most = 3;

async function change(sender: EncodingSender, quality: ResolvedQuality | undefined): Promise<void> {
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
