/** How a sender is set. */
export interface SenderSettings {
  readonly kind: string;
  readonly contentHint: string;
  /** Bits per second. */
  readonly maxBitrate: number | undefined;
}

/** The settings of what a connection sends now, in the order of its media sections. */
export function readSenders(pc: RTCPeerConnection | undefined): readonly SenderSettings[] {
  return (pc?.getSenders() ?? []).flatMap((sender) => {
    const { track } = sender;
    if (!track) return [];
    const [encoding] = sender.getParameters().encodings;
    return [{ kind: track.kind, contentHint: track.contentHint, maxBitrate: encoding?.maxBitrate }];
  });
}
