import type { Server } from 'node:http';

/** Whose upgrades these are. */
export interface TakenUpgrades {
  /** The path that is taken by somebody else. */
  readonly path: string;
  /** Tells whether it still is: from the stop on nobody takes it, and a connection that was open then may still ask. */
  readonly isTaken: () => boolean;
}

/**
 * Answers upgrades that nobody takes, so that their sockets do not stay open: they are out of the HTTP server's hands, which
 * neither hears their errors nor closes them while they are half open, and waits for them when it stops.
 */
export function refuseOtherUpgrades(server: Server, { path, isTaken }: TakenUpgrades): void {
  server.on('upgrade', (request, socket) => {
    const known = (request.url ?? '/').split('?', 1)[0] === path;
    if (known && isTaken()) return;
    const status = known ? '503 Service Unavailable' : '404 Not Found';
    socket.on('error', () => socket.destroy());
    socket.once('finish', () => socket.destroy());
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
}
