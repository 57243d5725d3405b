import { RtcError } from '@jackfield/core';
import type { RtcErrorCode } from '@jackfield/core/adapter';
import type { MessageTransport, TransportMessage } from '../src/messages.ts';

/** A server of messages in memory: it knows who is connected, and says of each message from whom it is. */
export interface MessageHub {
  readonly transport: MessageTransport;
  /** Sends a message of somebody who is played. */
  say(room: string, message: TransportMessage): void;
  /** The next message is refused. */
  refuse(code: RtcErrorCode): void;
  /** The number of connections that are open. */
  readonly connected: number;
}

interface Connection {
  readonly room: string;
  readonly userId: string;
  receive(message: TransportMessage): void;
}

export function createMessageHub(): MessageHub {
  const connections = new Set<Connection>();
  const refusals: RtcErrorCode[] = [];
  const carry = (room: string, message: TransportMessage, to?: readonly string[]): void => {
    for (const each of connections)
      if (each.room === room && each.userId !== message.from && (!to || to.includes(each.userId)))
        void Promise.resolve().then(() => {
          if (connections.has(each)) each.receive(message);
        });
  };
  return {
    transport: {
      maxBytes: 4_000,
      directed: true,
      reliable: true,
      connect({ room, userId, receive }) {
        const connection = { room, userId, receive };
        connections.add(connection);
        return Promise.resolve({
          send({ topic, text, to }) {
            const code = refusals.shift();
            if (code)
              return Promise.reject(new RtcError({ code, message: 'The hub takes no messages at present.' }));
            carry(room, { from: userId, topic, text }, to);
            return Promise.resolve();
          },
          close: () => void connections.delete(connection),
        });
      },
    },
    say: carry,
    refuse: (code) => void refusals.push(code),
    get connected() {
      return connections.size;
    },
  };
}
