/** An ICE candidate as clients send it. */
export interface CandidateInit {
  /** The `candidate:` line. */
  readonly candidate: string;
  /** Media section that it belongs to. */
  readonly sdpMid: string;
  /** Place of that section. */
  readonly sdpMLineIndex: number;
}

/** The address and port of a candidate line, or `undefined` where it is not one over UDP. */
export function candidateAddress(candidate: string): { address: string; port: number } | undefined {
  const fields = candidate.replace(/^(?:a=)?candidate:/u, '').split(' ');
  const [, , transport, , address, port] = fields;
  if (address === undefined || transport?.toLowerCase() !== 'udp') return undefined;
  const number = Number(port);
  return Number.isInteger(number) && number > 0 && number < 65_536 ? { address, port: number } : undefined;
}
