import { once } from 'node:events';
import { hammer, hammerTimeoutMs, requestText, sendBytes, untilClosed } from '@jackfield/hostile-input';
import { mintP2p } from '@jackfield/tokens/p2p';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { hostileFrame, hostileRequest } from './hostile-input.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

const secrets = { current: 'a key of at least thirty-two bytes, for tests' };

/** Somebody well-behaved in a room: answers heartbeats, and hears what the other one says. */
class Person {
  static async join(server: TestServer, userId: string): Promise<Person> {
    const { credential } = await mintP2p({ room: 'calm', userId }, secrets);
    const socket = new WebSocket(`ws://127.0.0.1:${String(server.port)}/signalling`);
    const person = new Person(socket);
    await once(socket, 'open');
    socket.send(joinText({ room: 'calm', userId, token: credential.token }));
    await person.#welcomed;
    return person;
  }

  readonly socket: WebSocket;
  readonly #welcomed: Promise<void>;
  #id = '';
  #received = 0;
  #heard: (text: unknown) => void = () => undefined;

  /** The id that others send to. */
  get id(): string {
    return this.#id;
  }

  constructor(socket: WebSocket) {
    this.socket = socket;
    this.#welcomed = new Promise((resolve) =>
      socket.on('message', (data: Buffer) => {
        const frame = JSON.parse(data.toString()) as {
          type: string;
          id: string;
          payload?: { text: unknown };
        };
        if (frame.type === 'welcome') {
          this.#id = frame.id;
          resolve();
        } else if (frame.type === 'heartbeat') {
          socket.send(JSON.stringify({ type: 'heartbeat', received: this.#received }));
        } else this.#received += 1;
        if (frame.type === 'signal') this.#heard(frame.payload?.text);
      }),
    );
  }

  /** Says something to the other, who hears it whatever else is said to them. */
  async say(text: string, other: Person): Promise<void> {
    const heard = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`"${text}" was said and not heard within 5 s`));
      }, 5000);
      other.#heard = (said) => {
        if (said !== text) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.socket.send(JSON.stringify({ type: 'signal', to: other.#id, payload: { text } }));
    await heard;
  }
}

function joinText(who: { readonly room: string; readonly userId: string; readonly token: string }): string {
  const { room, userId, token: credential } = who;
  const state = { revision: 0, sources: [] };
  return JSON.stringify({ type: 'join', protocol: 1, room, userId, displayName: '', credential, state });
}

/** Sends a frame as the first one, or as a member of a room, and resolves when that socket is gone. */
async function sendFrame(
  server: TestServer,
  frame: string | Uint8Array,
  { room, from }: { readonly room: string | undefined; readonly from: string },
): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${String(server.port)}/signalling`, { localAddress: from });
  socket.on('error', () => undefined);
  const closed = untilClosed(socket);
  await once(socket, 'open');
  if (room !== undefined) {
    const { credential } = await mintP2p({ room, userId: 'eve' }, secrets);
    socket.send(joinText({ room, userId: 'eve', token: credential.token }));
    // Before it is welcome, any frame is one too many.
    const [welcome] = (await once(socket, 'message')) as [Buffer];
    expect(JSON.parse(welcome.toString())).toMatchObject({ type: 'welcome' });
  }
  socket.send(frame);
  // Costs the connection, where the frame before did not.
  socket.send('no frame');
  await closed;
}

const attack = fc.oneof(
  {
    weight: 3,
    // Alone, or in the room of those who talk.
    arbitrary: fc.record({ frame: hostileFrame, room: fc.constantFrom(undefined, 'hostile', 'calm') }),
  },
  { weight: 2, arbitrary: fc.record({ request: hostileRequest }) },
  { weight: 1, arbitrary: fc.record({ bytes: fc.uint8Array({ maxLength: 3000 }) }) },
);

/** The id of somebody who is there, where a frame names one. */
const addressed = (frame: string | Uint8Array, somebody: string): string | Uint8Array =>
  typeof frame === 'string' ? frame.replaceAll('SOMEBODY', somebody) : frame;

it(
  'whatever strangers send, two people talk on, the process lives, and memory stays bounded',
  async () => {
    await using server = await startTestServer({
      signallingSecrets: secrets,
      emulator: { turnPort: 0, starts: 'at-once' },
    });
    const { port } = server;
    const [ann, bob] = [await Person.join(server, 'ann'), await Person.join(server, 'bob')];
    const { attacks, held, taken } = await hammer({
      attack,
      throwIt: async (what, from) => {
        if ('frame' in what)
          await sendFrame(server, addressed(what.frame, bob.id), { room: what.room, from });
        else if ('request' in what) await sendBytes({ port, from }, requestText(port, what.request));
        else await sendBytes({ port, from }, what.bytes);
        expect(server.usage().failures).toBe(0);
      },
      talk: (round) => ann.say(String(round), bob),
    });
    expect(attacks).toBeGreaterThan(100);
    expect(held).toBeLessThan(100 * 2 ** 20);
    // Between two collections there may be much more, and yet never what a single input could ask for.
    expect(taken).toBeLessThan(1024 * 2 ** 20);
    await expect
      .poll(() => server.usage(), { timeout: 15_000 })
      .toMatchObject({ sockets: 2, rooms: 1, members: 2 });
    ann.socket.terminate();
    bob.socket.terminate();
  },
  hammerTimeoutMs,
);
