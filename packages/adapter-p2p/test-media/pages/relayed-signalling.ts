import type { P2pSignalling } from '../../src/index.ts';

declare global {
  interface Window {
    /** Where a test leads the media of this page through a relay: the relay's port for an address. */
    relayPort?: (address: string, port: number) => Promise<number>;
  }
}

interface CandidatePayload {
  readonly kind: 'candidate';
  readonly candidate: RTCIceCandidateInit;
}

const isCandidate = (payload: unknown): payload is CandidatePayload =>
  typeof payload === 'object' && payload !== null && 'kind' in payload && payload.kind === 'candidate';

/** Puts the relays of the test, where it has some, in the place of the others' candidates. */
export function relayedSignalling(signalling: P2pSignalling): P2pSignalling {
  /** The candidate with the relay's address; undefined for what a relay cannot carry. */
  const relayed = async (candidate: RTCIceCandidateInit): Promise<RTCIceCandidateInit | undefined> => {
    const fields = candidate.candidate?.split(' ') ?? [];
    const [, , transport, , address = '', port] = fields;
    if (transport !== 'udp' || !/^[\d.]+$/.test(address)) return undefined;
    fields[4] = '127.0.0.1';
    fields[5] = String(await window.relayPort?.(address, Number(port)));
    return { ...candidate, candidate: fields.join(' ') };
  };
  return {
    ...signalling,
    async open(request) {
      const session = await signalling.open(request);
      if (!window.relayPort) return session;
      const start = session.start.bind(session);
      session.start = (listener) => {
        let order = Promise.resolve();
        start({
          ...listener,
          signal(from, payload) {
            order = order.then(async () => {
              if (!isCandidate(payload)) listener.signal(from, payload);
              else {
                const candidate = await relayed(payload.candidate);
                if (candidate) listener.signal(from, { ...payload, candidate });
              }
            });
          },
        });
      };
      return session;
    },
  };
}
