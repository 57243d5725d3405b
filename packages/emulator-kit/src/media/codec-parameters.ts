import { RTCRtpCodecParameters } from 'werift';

import type { SourceCodec } from './media-source.ts';

/** Payload format of a codec for a peer connection of the emulator. */
export function codecParameters(codec: SourceCodec): RTCRtpCodecParameters {
  switch (codec) {
    case 'opus':
      return new RTCRtpCodecParameters({
        mimeType: 'audio/OPUS',
        clockRate: 48_000,
        channels: 2,
        payloadType: 96,
      });
    case 'PCMU':
      return new RTCRtpCodecParameters({
        mimeType: 'audio/PCMU',
        clockRate: 8000,
        channels: 1,
        payloadType: 0,
      });
    case 'VP8':
      return new RTCRtpCodecParameters({
        mimeType: 'video/VP8',
        clockRate: 90_000,
        payloadType: 97,
        rtcpFeedback: videoFeedback,
      });
    case 'H264':
      return new RTCRtpCodecParameters({
        mimeType: 'video/H264',
        clockRate: 90_000,
        payloadType: 97,
        rtcpFeedback: videoFeedback,
        parameters: 'profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1',
      });
  }
}

const videoFeedback = [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }, { type: 'goog-remb' }];
