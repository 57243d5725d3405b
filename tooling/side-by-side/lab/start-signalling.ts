import { createServer } from 'node:http';
import { createSignallingServer } from '@jackfield/adapter-p2p/server';
import { listen } from './listen.ts';

/** A signalling server of the mesh adapter. */
export interface Signalling {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts one on this machine. */
export async function startSignalling(): Promise<Signalling> {
  const http = createServer();
  const port = await listen(http);
  const server = createSignallingServer({ server: http });
  return {
    url: `ws://127.0.0.1:${String(port)}/signalling`,
    async close() {
      await server.close();
      http.close();
    },
  };
}
