import { once } from 'node:events';
import { connect } from 'node:net';
import { mintP2p } from '@jackfield/tokens/p2p';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { hostileFrame, hostileRequest } from './hostile-input.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

const secrets = { current: 'a key of at least thirty-two bytes, for tests' };
/** Half a minute in every run; `npm run soak` says how much longer. */
const durationMs = Number(process.env['JACKFIELD_SOAK_MINUTES'] ?? 0.5) * 60_000;
const seed = Number(process.env['JACKFIELD_SEED'] ?? Date.now() % 1_000_000_000);
/** Emulator routes are served by the same process. */
const emulatorPaths = [
  '/gslb/v1/allocate',
  '/gslb/v1/adapt',
  '/gslb/v1/stsupdate',
  ...[
    'join',
    'leave',
    'publish',
    'republish',
    'unpublish',
    'subscribe',
    'resubscribe',
    'unsubscribe',
    'answer',
  ].map((name) => `/signaling/v1/${name}`),
  ...['icecandidate', 'status', 'roleupdate', 'response'].map(
    (name) => `/signaling/v1/${name}?room=a&user=b`,
  ),
];

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
  #heard: (text: string) => void = () => undefined;

  constructor(socket: WebSocket) {
    this.socket = socket;
    this.#welcomed = new Promise((resolve) =>
      socket.on('message', (data: Buffer) => {
        const frame = JSON.parse(data.toString()) as { type: string; id: string; payload?: { text: string } };
        if (frame.type === 'welcome') {
          this.#id = frame.id;
          resolve();
        } else if (frame.type === 'heartbeat') {
          socket.send(JSON.stringify({ type: 'heartbeat', received: this.#received }));
        } else this.#received += 1;
        if (frame.type === 'signal') this.#heard(frame.payload?.text ?? '');
      }),
    );
  }

  /** Says something to the other, who hears just that. */
  async say(text: string, other: Person): Promise<void> {
    const heard = new Promise<string>((resolve) => (other.#heard = resolve));
    this.socket.send(JSON.stringify({ type: 'signal', to: other.#id, payload: { text } }));
    expect(await heard).toBe(text);
  }
}

function joinText(who: { readonly room: string; readonly userId: string; readonly token: string }): string {
  const { room, userId, token: credential } = who;
  const state = { revision: 0, sources: [] };
  return JSON.stringify({ type: 'join', protocol: 1, room, userId, displayName: '', credential, state });
}

/** Sends a frame as the first one, or as a member, and resolves when that socket is gone. */
async function sendFrame(
  server: TestServer,
  frame: string | Uint8Array,
  { joined, address }: { readonly joined: boolean; readonly address: string },
): Promise<void> {
  const { credential } = await mintP2p({ room: 'hostile', userId: 'eve' }, secrets);
  const socket = new WebSocket(`ws://127.0.0.1:${String(server.port)}/signalling`, { localAddress: address });
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  await once(socket, 'open');
  if (joined) socket.send(joinText({ room: 'hostile', userId: 'eve', token: credential.token }));
  socket.send(frame);
  // Costs the connection, where the frame before did not.
  socket.send('no frame');
  await closed;
}

/** Sends bytes over a bare connection and resolves when it is gone. */
async function sendBytes(
  server: TestServer,
  address: string,
  parts: readonly (string | Uint8Array)[],
): Promise<void> {
  const socket = connect({ port: server.port, host: '127.0.0.1', localAddress: address });
  socket.on('error', () => undefined);
  socket.resume();
  const closed = once(socket, 'close');
  for (const part of parts) socket.write(part);
  socket.end();
  await closed;
}

const requestText = (
  server: TestServer,
  { method, path, header, body }: { method: string; path: string; header: string; body: string },
): string =>
  [
    `${method} ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${String(server.port)}`,
    'Connection: close',
    'Content-Type: application/json',
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    header,
    '',
    body,
  ].join('\r\n');

const attack = fc.oneof(
  fc.record({ kind: fc.constant('frame' as const), frame: hostileFrame, joined: fc.boolean() }),
  fc.record({ kind: fc.constant('request' as const), request: hostileRequest }),
  fc.record({
    kind: fc.constant('emulator' as const),
    request: hostileRequest,
    path: fc.constantFrom(...emulatorPaths),
  }),
  fc.record({ kind: fc.constant('bytes' as const), bytes: fc.uint8Array({ maxLength: 3000 }) }),
);

it(
  'whatever strangers send, two people talk on, the process lives, and memory stays bounded',
  async () => {
    await using server = await startTestServer({
      signallingSecrets: secrets,
      emulator: { turnPort: 0, starts: 'at-once' },
    });
    const [ann, bob] = [await Person.join(server, 'ann'), await Person.join(server, 'bob')];
    const before = process.memoryUsage().rss;
    let most = before;
    let attacks = 0;
    let spokeAt = 0;
    console.log(`seed ${String(seed)}, ${String(durationMs / 1000)} s`);
    await fc.assert(
      fc.asyncProperty(attack, fc.integer({ min: 1, max: 250 }), async (what, host) => {
        const address = `127.0.2.${String(host)}`;
        attacks += 1;
        if (what.kind === 'frame') await sendFrame(server, what.frame, { joined: what.joined, address });
        else if (what.kind === 'bytes') await sendBytes(server, address, [what.bytes]);
        else {
          const path = what.kind === 'emulator' ? what.path : what.request.path;
          await sendBytes(server, address, [requestText(server, { ...what.request, path })]);
        }
        expect(server.usage().failures).toBe(0);
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
        if (Date.now() - spokeAt < 100) return;
        spokeAt = Date.now();
        await ann.say(String(attacks), bob);
        most = Math.max(most, process.memoryUsage().rss);
      }),
      {
        seed,
        numRuns: Number.MAX_SAFE_INTEGER,
        interruptAfterTimeLimit: durationMs,
        markInterruptAsFailure: false,
      },
    );
    await ann.say('still here', bob);
    const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);
    console.log(
      `${String(attacks)} attacks: RSS ${String(megabytes(before))} MB before, at most ${String(megabytes(most))} MB`,
    );
    expect(attacks).toBeGreaterThan(100);
    // The attackers and fast-check are in the same process, and counted.
    expect(most - before).toBeLessThan(300 * 2 ** 20);
    await expect
      .poll(() => server.usage(), { timeout: 15_000 })
      .toMatchObject({ sockets: 2, rooms: 1, members: 2 });
    ann.socket.terminate();
    bob.socket.terminate();
  },
  durationMs + 60_000,
);
