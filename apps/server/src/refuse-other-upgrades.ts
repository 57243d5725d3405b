import type { Server } from 'node:http';

/**
 * Answers upgrades that nobody takes, so that their sockets do not stay open: they are out of the HTTP server's hands, which
 * neither hears their errors nor closes them while they are half open.
 */
export function refuseOtherUpgrades(server: Server, path: string): void {
  server.on('upgrade', (request, socket) => {
    if ((request.url ?? '/').split('?', 1)[0] === path) return;
    socket.on('error', () => socket.destroy());
    socket.once('finish', () => socket.destroy());
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
}
