import type { Duplex } from 'node:stream';

/**
 * Answers an upgrade that nobody takes, and closes its socket: it is out of the HTTP server's hands, which closes no socket that the
 * other side leaves half open.
 */
export function refuseUpgrade(socket: Duplex, status: number): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
