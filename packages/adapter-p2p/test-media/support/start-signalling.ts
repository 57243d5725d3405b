import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { createSignallingServer, type SignallingServer, type VerifyCredential } from '../../src/server.ts';

/** A server that a test can let crash. */
export interface TestSignalling extends SignallingServer {
  readonly url: string;
  readonly port: number;
  crash(): void;
}

/** A signalling server on an HTTP server of its own, so that a test can let it crash. */
export async function startSignalling({
  port: wanted = 0,
  verify,
}: { readonly port?: number; readonly verify?: VerifyCredential } = {}): Promise<TestSignalling> {
  const http = createServer();
  const sockets = new Set<Socket>();
  http.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const port = await new Promise<number>((resolve) => {
    http.listen(wanted, '127.0.0.1', () => {
      const address = http.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  const server = createSignallingServer({ server: http, verify });
  const crash = (): void => {
    http.close();
    http.removeAllListeners('upgrade');
    for (const socket of sockets) socket.destroy();
  };
  const close = async (): Promise<void> => {
    await server.close();
    crash();
  };
  return { ...server, close, crash, port, url: `ws://127.0.0.1:${port}/signalling` };
}
