/**
 * Moves the named codecs to the front, best first; the others stay in their order. The browser's list is taken from the
 * class of the transceiver's own receiver, so that no global is touched.
 */
export function preferCodecs(transceiver: RTCRtpTransceiver, preference: readonly string[]): void {
  if (preference.length === 0) return;
  const Receiver = transceiver.receiver.constructor as typeof RTCRtpReceiver;
  const codecs = Receiver.getCapabilities('video')?.codecs;
  if (codecs) transceiver.setCodecPreferences(orderCodecs(codecs, preference));
}

/** The codecs with the preferred ones first. */
export function orderCodecs<Codec extends { readonly mimeType: string }>(
  codecs: readonly Codec[],
  preference: readonly string[],
): Codec[] {
  const wanted = preference.map((name) => `video/${name}`.toLowerCase());
  const rank = (codec: Codec): number => {
    const index = wanted.indexOf(codec.mimeType.toLowerCase());
    return index < 0 ? wanted.length : index;
  };
  return [...codecs].sort((one, other) => rank(one) - rank(other));
}
