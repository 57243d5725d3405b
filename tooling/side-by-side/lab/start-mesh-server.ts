import { createServer } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { listen } from './listen.ts';

/** The signalling server of a mesh that is written by hand: it passes on what is said, and no more. */
export interface MeshServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts one on this machine. */
export async function startMeshServer(): Promise<MeshServer> {
  const http = createServer();
  const port = await listen(http);
  const server = new WebSocketServer({ server: http });
  const rooms = new Map<string, Map<string, WebSocket>>();
  server.on('connection', (socket, { url }) => {
    const asked = new URL(url ?? '', 'http://localhost').searchParams;
    const [name, user] = [asked.get('room') ?? '', asked.get('user') ?? ''];
    const room = rooms.get(name) ?? new Map<string, WebSocket>();
    rooms.set(name, room);
    socket.send(JSON.stringify({ people: [...room.keys()] }));
    room.set(user, socket);
    socket.on('message', (data: Buffer) => {
      const { to, ...word } = JSON.parse(data.toString()) as { readonly to: string };
      room.get(to)?.send(JSON.stringify({ ...word, from: user }));
    });
    socket.on('close', () => {
      room.delete(user);
      for (const other of room.values()) other.send(JSON.stringify({ left: user }));
    });
  });
  return {
    url: `ws://127.0.0.1:${String(port)}/`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of server.clients) socket.terminate();
        server.close(() => {
          http.close(() => {
            resolve();
          });
        });
      }),
  };
}
