import type { RTCRtpReceiver, RTCRtpSender } from 'werift';

import { MediaSource, type SourceCodec } from './media-source.ts';

/** The source that a receiver of a peer connection feeds. */
export function sourceOfReceiver(
  receiver: RTCRtpReceiver,
  { kind, codec }: { kind: 'audio' | 'video'; codec: SourceCodec },
): MediaSource {
  const source = new MediaSource(codec, {
    askForKeyFrame: () => {
      const ssrc = receiver.track.ssrc;
      if (kind === 'video' && ssrc !== undefined) void receiver.sendRtcpPLI(ssrc);
    },
  });
  receiver.track.onReceiveRtp.subscribe((packet) => {
    source.push(packet);
  });
  return source;
}

/** Forwards a source to a sender of a peer connection for as long as it is wanted. Returns the undo. */
export function forwardToSender(
  source: MediaSource,
  { sender, isWanted }: { sender: RTCRtpSender; isWanted: () => boolean },
): () => void {
  sender.onPictureLossIndication.subscribe(() => {
    source.requestKeyFrame();
  });
  return source.listen((packet) => {
    if (!isWanted()) return;
    // The sender writes its own ssrc, payload type and extensions into the packet and keeps it for retransmission.
    const copy = packet.clone();
    copy.header.extensions = [];
    copy.header.extension = false;
    void sender.sendRtp(copy);
  });
}
