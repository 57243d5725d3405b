/**
 * Asks the own encoder for discontinuous transmission: in the other side's description, because `usedtx` of a format says
 * what its *receiver* prefers (RFC 7587), and browsers have no other switch for it.
 */
export function preferDtx(sdp: string): string {
  const opus = new Set(
    [...sdp.matchAll(/^a=rtpmap:(\d+) opus\/48000\/2\r?$/gm)].map(([, payloadType]) => payloadType),
  );
  return sdp.replace(/^a=fmtp:(\d+) ([^\r\n]*)/gm, (line: string, payloadType: string, format: string) =>
    opus.has(payloadType) && !format.includes('usedtx=') ? `${line};usedtx=1` : line,
  );
}
