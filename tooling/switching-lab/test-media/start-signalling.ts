import { createServer } from 'node:http';
import { createSignallingServer } from '@jackfield/adapter-p2p/server';

/** A signalling server for the mesh. */
export interface Signalling {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts one on this machine. */
export async function startSignalling(): Promise<Signalling> {
  const http = createServer();
  const port = await new Promise<number>((resolve) => {
    http.listen(0, '127.0.0.1', () => {
      const address = http.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  const server = createSignallingServer({ server: http });
  return {
    url: `ws://127.0.0.1:${String(port)}/signalling`,
    async close() {
      await server.close();
      http.close();
    },
  };
}
