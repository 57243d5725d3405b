import type { EventEmitter } from 'node:events';

/** Resolves when a socket is gone, also by an error, of which a close always follows: `once` of Node rejects then, where nobody may wait yet. */
export const untilClosed = (socket: EventEmitter): Promise<void> =>
  new Promise((resolve) => {
    socket.once('close', () => {
      resolve();
    });
  });
