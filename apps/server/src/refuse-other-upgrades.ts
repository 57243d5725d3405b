import type { Server } from 'node:http';

/** Answers upgrades that nobody takes, so that their sockets do not stay open. */
export function refuseOtherUpgrades(server: Server, path: string): void {
  server.on('upgrade', (request, socket) => {
    if ((request.url ?? '/').split('?', 1)[0] === path) return;
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
}
