import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { untilClosed } from './until-closed.ts';

/** A port of this machine, and the address that one comes from. */
export interface Target {
  readonly port: number;
  readonly from: string;
}

/** Sends bytes over a connection and resolves when it is gone: the server has read all, or has had enough. */
export async function sendBytes({ port, from }: Target, bytes: string | Uint8Array): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from });
  socket.on('error', () => undefined);
  socket.resume();
  const closed = untilClosed(socket);
  socket.end(bytes);
  await closed;
}

/** Sends a datagram and resolves when the system has it. */
export async function sendDatagram({ port, from }: Target, bytes: Uint8Array): Promise<void> {
  const socket = createSocket('udp4');
  socket.on('error', () => undefined);
  socket.bind(0, from);
  await once(socket, 'listening');
  await new Promise<void>((resolve) => {
    socket.send(bytes, port, '127.0.0.1', () => {
      resolve();
    });
  });
  socket.close();
}
