import { fetchRelays } from '../app/relays.ts';

/** What was found out about the network. */
export interface NetworkReport {
  /** To the server of this page and back, milliseconds. */
  readonly roundTripMs: number;
  /** A guess, bits per second. */
  readonly downBits: number;
  /** A guess, bits per second. */
  readonly upBits: number;
  /** Tells whether a call goes on where nothing comes through directly; `none` where the server names no relay. */
  readonly relay: 'reachable' | 'unreachable' | 'none';
}

/** What to make of it: enough for pictures of several people, for one or two, or for sound alone. */
export type NetworkVerdict = 'good' | 'fair' | 'weak';

/** How long a relay may take to answer, milliseconds. */
const relayTimeoutMs = 6000;

/** Says what the numbers are enough for. */
export function judge({ roundTripMs, downBits, upBits }: NetworkReport): NetworkVerdict {
  const least = Math.min(downBits, upBits);
  if (least >= 2_500_000 && roundTripMs < 300) return 'good';
  return least >= 500_000 && roundTripMs < 600 ? 'fair' : 'weak';
}

/** Measures the way to the server of this page, and whether its relay answers. Rejects where the server does not. */
export async function checkNetwork(): Promise<NetworkReport> {
  const trips: number[] = [];
  // The first opens the connection.
  for (let trip = 0; trip < 5; trip += 1) trips.push((await timed('/healthz')).ms);
  const roundTripMs = [...trips.slice(1)].sort((one, other) => one - other)[1] ?? 0;
  const down = await timed('/network/bytes');
  const up = await timed('/network/bytes', new Uint8Array(down.bytes));
  const bitsOf = (ms: number): number =>
    (down.bytes * 8 * 1000) / Math.max(1, ms - Math.min(roundTripMs, ms / 2));
  return {
    roundTripMs,
    downBits: bitsOf(down.ms),
    upBits: bitsOf(up.ms),
    relay: await checkRelay(await fetchRelays()),
  };
}

async function timed(
  path: string,
  body?: Uint8Array<ArrayBuffer>,
): Promise<{ readonly ms: number; readonly bytes: number }> {
  const begun = performance.now();
  const response = await fetch(path, {
    cache: 'no-store',
    signal: AbortSignal.timeout(15_000),
    ...(body && { method: 'POST', body }),
  });
  if (!response.ok) throw new Error(`The server answered ${String(response.status)}.`);
  const { byteLength } = await response.arrayBuffer();
  return { ms: performance.now() - begun, bytes: byteLength };
}

/** Asks the relay for an address of its own: it gives one to whom it lets through. */
async function checkRelay(iceServers: RTCIceServer[]): Promise<NetworkReport['relay']> {
  if (iceServers.length === 0) return 'none';
  const connection = new RTCPeerConnection({ iceServers, iceTransportPolicy: 'relay' });
  try {
    const found = new Promise<NetworkReport['relay']>((resolve) => {
      connection.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate?.type === 'relay') resolve('reachable');
        if (!candidate) resolve('unreachable');
      });
      setTimeout(resolve, relayTimeoutMs, 'unreachable');
    });
    connection.createDataChannel('probe');
    await connection.setLocalDescription();
    return await found;
  } finally {
    connection.close();
  }
}
