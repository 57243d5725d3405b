import { createSocket, type Socket } from 'node:dgram';

/** What a way does to datagrams. */
export interface WayFaults {
  /** The part of datagrams that is lost, each way, 0 to 1. */
  readonly loss: number;
  /** The most that comes through from the client, kilobits a second; as much as comes where left out. */
  readonly kilobits?: number;
}

/** A way to a server on this machine, for UDP. */
export interface LossyWay {
  readonly port: number;
  /** Changes what it does from now on. */
  set(faults: WayFaults): void;
  close(): Promise<void>;
}

/** What waits longer than this is dropped, milliseconds: the queue of a poor router. */
const longestWaitMs = 300;

/** Opens one. Which datagrams are lost is the same each time, by their order. */
export async function startLossyWay(to: { readonly port: number }): Promise<LossyWay> {
  const sockets: Socket[] = [];
  const waiting = new Set<NodeJS.Timeout>();
  let faults: WayFaults = { loss: 0 };
  let freeAt = 0;
  let state = 1;
  const isLost = (): boolean => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 < faults.loss;
  };
  const bind = (): Promise<Socket> => {
    const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 });
    sockets.push(socket);
    return new Promise((resolve) => {
      socket.bind(0, '127.0.0.1', () => {
        resolve(socket);
      });
    });
  };
  /** Sends a datagram once those before it have gone, at the rate of the way. */
  function pass(size: number, send: () => void): void {
    if (faults.kilobits === undefined) {
      send();
      return;
    }
    const now = performance.now();
    const begins = Math.max(now, freeAt);
    if (begins - now > longestWaitMs) return;
    freeAt = begins + (size * 8) / faults.kilobits;
    const timer = setTimeout(() => {
      waiting.delete(timer);
      send();
    }, freeAt - now);
    waiting.add(timer);
  }
  const near = await bind();
  const ways = new Map<number, Promise<Socket>>();
  const farFor = async (port: number, address: string): Promise<Socket> => {
    const far = await bind();
    far.on('message', (data) => {
      if (!isLost()) near.send(data, port, address);
    });
    return far;
  };
  near.on('message', (data, { port, address }) => {
    const way = ways.get(port) ?? farFor(port, address);
    ways.set(port, way);
    if (isLost()) return;
    void way.then((far) => {
      pass(data.length, () => {
        far.send(data, to.port, '127.0.0.1');
      });
    });
  });
  return {
    port: near.address().port,
    set(next) {
      faults = next;
      state = 1;
      freeAt = 0;
    },
    async close() {
      for (const timer of waiting) clearTimeout(timer);
      await Promise.all(
        sockets.map(
          (socket) =>
            new Promise<void>((resolve) =>
              socket.close(() => {
                resolve();
              }),
            ),
        ),
      );
    },
  };
}
