import { RtcError } from '@jackfield/core/adapter';

/** The three things that the SDK publishes, in the order of its offer. It always offers all three. */
export const slots = ['microphone', 'camera', 'screen'] as const;

/** One of the three. */
export type Slot = (typeof slots)[number];

/** What of an engine is searched; private, and the same in every copy of the frozen version 1.16.0. */
interface EngineInternals {
  readonly _channelInfo?: { readonly self?: { readonly conn?: Pick<RTCPeerConnection, 'getSenders'> } };
}

/**
 * The sender of one slot on the publishing connection. The SDK keeps the first track of a publication for good (another
 * `setExternalMediaTrack` resolves and changes nothing), so this is the only way to change a track without a gap.
 */
export function senderOf(engine: object, slot: Slot): RTCRtpSender {
  const connection = (engine as EngineInternals)._channelInfo?.self?.conn;
  const sender = connection?.getSenders()[slots.indexOf(slot)];
  if (sender) return sender;
  throw new RtcError({
    code: 'publish-failed',
    message: `The SDK has no sender for the ${slot}. This adapter needs aliyun-webrtc-sdk 1.16.0.`,
    adapter: 'aliyun',
  });
}
