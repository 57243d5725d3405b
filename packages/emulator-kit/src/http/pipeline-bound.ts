import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests of one connection that may wait for their answers. Neither browsers nor proxies send a second one before the first is answered. */
const mostPipelined = 4;

/**
 * Makes a bound of the requests of one connection that are not answered yet: whoever reads no answers keeps those behind them waiting,
 * each with all that it takes to answer it. The returned function tells whether one more may be answered, and cuts the connection
 * where it may not.
 */
export function createPipelineBound(): (request: IncomingMessage, response: ServerResponse) => boolean {
  const waiting = new WeakMap<Socket, number>();
  return ({ socket }, response) => {
    if (socket.destroyed) return false;
    const count = (waiting.get(socket) ?? 0) + 1;
    if (count > mostPipelined) {
      socket.destroy();
      return false;
    }
    waiting.set(socket, count);
    response.once('close', () => {
      waiting.set(socket, (waiting.get(socket) ?? 1) - 1);
    });
    return true;
  };
}
