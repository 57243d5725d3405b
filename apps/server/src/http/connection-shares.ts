import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { clientAddress } from '@jackfield/adapter-p2p/server';

/** What one address may take of the TCP connections. */
export interface ConnectionBounds {
  /** Connections of one address; undefined where a proxy in front makes all of them. */
  readonly perAddress: number | undefined;
  /** How long a connection may be open without a byte, milliseconds. */
  readonly silentMs: number;
}

/** Closes connections beyond an address's share, and those on which nothing ever comes. */
export function shareConnections(server: Server, { perAddress, silentMs }: ConnectionBounds): void {
  const counts = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = clientAddress({ remoteAddress: socket.remoteAddress, forwardedFor: undefined });
    const count = (counts.get(address) ?? 0) + 1;
    if (perAddress !== undefined && count > perAddress) {
      socket.destroy();
      return;
    }
    counts.set(address, count);
    const timer = setTimeout(() => {
      if (socket.bytesRead === 0) socket.destroy();
    }, silentMs).unref();
    socket.once('close', () => {
      clearTimeout(timer);
      const left = (counts.get(address) ?? 1) - 1;
      if (left > 0) counts.set(address, left);
      else counts.delete(address);
    });
  });
}
