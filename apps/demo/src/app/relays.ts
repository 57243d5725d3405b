import { readInvitation } from './address.ts';

/** How long the server may take, milliseconds: a call in one network needs no relay, and does not wait for one. */
const answerTimeoutMs = 4000;

/** The relays of the server of this page; none where it has none, or does not answer. */
export async function fetchRelays(): Promise<RTCIceServer[]> {
  const invitation = readInvitation(location.href);
  try {
    const response = await fetch('/network/relay', {
      method: 'POST',
      headers: invitation === undefined ? {} : { Authorization: `Bearer ${invitation}` },
      signal: AbortSignal.timeout(answerTimeoutMs),
    });
    const body: unknown = response.ok ? await response.json() : undefined;
    return isRelayAnswer(body) ? body.iceServers : [];
  } catch {
    // Whoever joins asks the same server for a credential, and is told that it does not answer.
    return [];
  }
}

function isRelayAnswer(body: unknown): body is { readonly iceServers: RTCIceServer[] } {
  return typeof body === 'object' && body !== null && 'iceServers' in body && Array.isArray(body.iceServers);
}
