import { once } from 'node:events';
import { mintP2p } from '@jackfield/tokens/p2p';
import { WebSocket } from 'ws';

/** Where somebody goes, and as whom. */
export interface Place {
  readonly port: number;
  readonly secret: string;
  readonly room: string;
  readonly userId: string;
  /** The address of this machine that it comes from. */
  readonly from: string;
}

/** A text for somebody, and when it was said, in milliseconds. */
interface Said {
  readonly at: number;
}

/** A member of a room, who answers heartbeats, says things and hears them. */
export class BenchClient {
  readonly socket: WebSocket;
  id = '';
  /** Milliseconds that each thing was on its way which this one has heard. */
  readonly delays: number[] = [];
  #received = 0;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('error', () => undefined);
  }

  /** Opens a socket and enters. Rejects where it is turned away. */
  static async join({ port, secret, room, userId, from }: Place): Promise<BenchClient> {
    const { credential } = await mintP2p({ room, userId }, { current: secret });
    const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/signalling`, {
      localAddress: from,
      perMessageDeflate: false,
    });
    const client = new BenchClient(socket);
    await once(socket, 'open');
    const state = { revision: 0, sources: [] };
    const { token } = credential;
    socket.send(
      JSON.stringify({
        type: 'join',
        protocol: 1,
        room,
        userId,
        displayName: userId,
        credential: token,
        state,
      }),
    );
    await new Promise<void>((resolve, reject) => {
      socket.on('message', (data: Buffer) => {
        client.#hear(data.toString(), resolve);
      });
      socket.once('close', (code) => {
        reject(new Error(`${userId} was turned away with ${String(code)}`));
      });
    });
    return client;
  }

  /** Says something of so many bytes. */
  say(to: BenchClient, bytes: number): void {
    const payload: Said & { readonly text: string } = { at: performance.now(), text: 'x'.repeat(bytes) };
    this.socket.send(JSON.stringify({ type: 'signal', to: to.id, payload }));
  }

  /** Reads nothing from now on, as a page does that hangs. */
  stopReading(): void {
    this.socket.pause();
  }

  #hear(text: string, welcomed: () => void): void {
    const frame = JSON.parse(text) as { type: string; id: string; payload?: Said };
    if (frame.type === 'welcome') {
      this.id = frame.id;
      welcomed();
    } else if (frame.type === 'heartbeat') {
      this.socket.send(JSON.stringify({ type: 'heartbeat', received: this.#received }));
    } else this.#received += 1;
    if (frame.type === 'signal' && frame.payload) this.delays.push(performance.now() - frame.payload.at);
  }
}

/** Lets so many enter, fewer at once than may be outside of a room. `where` says where each goes. */
export async function joinAll(
  count: number,
  where: (index: number) => Place,
): Promise<readonly BenchClient[]> {
  const clients: BenchClient[] = [];
  const atOnce = 100;
  for (let first = 0; first < count; first += atOnce) {
    const indices = Array.from({ length: Math.min(atOnce, count - first) }, (_, offset) => first + offset);
    clients.push(...(await Promise.all(indices.map((index) => BenchClient.join(where(index))))));
  }
  return clients;
}
