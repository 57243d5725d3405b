import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { createSignallingServer, type SignallingServer } from '@jackfield/adapter-p2p/server';

/** A signalling server for the mesh. */
export interface Signalling {
  readonly url: string;
  readonly server: SignallingServer;
  /** Ends every connection and takes no new one, until `mend`. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Starts one on this machine. */
export async function startSignalling(): Promise<Signalling> {
  const http = createServer();
  const sockets = new Set<Socket>();
  let isCut = false;
  http.on('connection', (socket: Socket) => {
    if (isCut) socket.destroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const port = await new Promise<number>((resolve) => {
    http.listen(0, '127.0.0.1', () => {
      const address = http.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  const server = createSignallingServer({ server: http });
  return {
    url: `ws://127.0.0.1:${String(port)}/signalling`,
    server,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    mend() {
      isCut = false;
    },
    async close() {
      await server.close();
      http.close();
    },
  };
}
