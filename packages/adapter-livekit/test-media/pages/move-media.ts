/** Sends the media of this page to another port than the server names, so that it can be cut on the way. */
export const media: { port: number | undefined } = { port: undefined };

/** Over TCP the server could be reached all the same. */
export function isCutOff(line: string): boolean {
  return media.port !== undefined && / tcp /i.test(line);
}

/** A candidate with the other port. */
export function moved(line: string): string {
  return media.port === undefined
    ? line
    : line.replaceAll(/(candidate:\S+ \d+ udp \d+ \S+) \d+/gi, `$1 ${String(media.port)}`);
}

/** A session description with the other port. */
export function movedDescription({ type, sdp = '' }: RTCSessionDescriptionInit): RTCSessionDescriptionInit {
  const lines = sdp.split('\r\n').filter((line) => !(line.startsWith('a=candidate') && isCutOff(line)));
  return { type, sdp: lines.map(moved).join('\r\n') };
}
