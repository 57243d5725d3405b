import { PeerConnection } from '../../src/peer/peer-connection.ts';
import type { PeerPayload } from '../../src/peer/peer-payload.ts';

/** How often something happened while two sides negotiated. */
export interface NegotiationOutcome {
  /** Offers that met another offer. */
  readonly met: number;
  /** What the connection could not take. */
  readonly failures: readonly string[];
  /** Rounds after which the two have another way than before, as both of them see it. */
  readonly restarted: number;
  readonly states: readonly string[];
}

type Negotiated = Extract<PeerPayload, { kind: 'description' | 'candidate' }>;

const isNegotiated = (payload: PeerPayload): payload is Negotiated =>
  payload.kind === 'description' || payload.kind === 'candidate';

/** Two sides in one page, with a way between them that takes a while. */
class Pair {
  readonly sides: readonly [PeerConnection, PeerConnection];
  readonly failures: string[] = [];
  met = 0;

  constructor() {
    this.sides = [this.#side(true, () => this.sides[1]), this.#side(false, () => this.sides[0])];
  }

  /** What both agree on as the own side's name in ICE: another one after each restart. */
  fragments(): readonly string[] {
    return this.sides.map(
      ({ pc }) => /a=ice-ufrag:(\S+)/.exec(pc.currentLocalDescription?.sdp ?? '')?.[1] ?? '',
    );
  }

  get settled(): boolean {
    return this.sides.every(({ pc }) => pc.signalingState === 'stable' && pc.connectionState === 'connected');
  }

  close(): void {
    for (const side of this.sides) side.close();
  }

  #side(offers: boolean, other: () => PeerConnection): PeerConnection {
    let order = Promise.resolve();
    return new PeerConnection({
      PeerConnection: RTCPeerConnection,
      configuration: {},
      connection: 1,
      offers,
      codecPreference: [],
      opusDtx: false,
      listener: {
        send: (payload) => {
          if (!isNegotiated(payload)) return;
          // One after another, and never at once: offers of both sides are on their way at the same time.
          order = order.then(async () => {
            await new Promise((resolve) => setTimeout(resolve, 10));
            const isOffer = payload.kind === 'description' && payload.description.type === 'offer';
            if (isOffer && other().pc.signalingState === 'have-local-offer') this.met += 1;
            void other().receive(payload);
          });
        },
        mapped: () => undefined,
        stateChanged: () => undefined,
        negotiated: () => undefined,
        channelOpened: () => undefined,
        channelText: () => undefined,
        iceServerFailed: () => undefined,
        negotiationFailed: (error) => this.failures.push(String(error)),
      },
    });
  }
}

/** Waits for something that a page has no event for, within a bound. */
async function until(what: string, isSo: () => boolean): Promise<void> {
  for (let look = 0; look < 500; look += 1) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`In 10 s it did not come to this: ${what}`);
}

/** Both sides look for a new way at the same moment, time and again. */
async function glare(rounds: number): Promise<NegotiationOutcome> {
  const pair = new Pair();
  let restarted = 0;
  try {
    await until('a connection', () => pair.settled);
    for (let round = 0; round < rounds; round += 1) {
      const before = pair.fragments();
      for (const side of pair.sides) side.restartIce({});
      await until(
        'a new way',
        () => pair.settled && pair.fragments().every((name, index) => name !== before[index]),
      );
      restarted += 1;
    }
    const states = pair.sides.map(({ pc }) => `${pc.signalingState} ${pc.connectionState}`);
    return { met: pair.met, failures: pair.failures, restarted, states };
  } finally {
    pair.close();
  }
}

declare global {
  interface Window {
    glare: typeof glare;
  }
}

window.glare = glare;
