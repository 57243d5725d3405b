import { once } from 'node:events';
import { mintP2p } from '@jackfield/tokens/p2p';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { rawRequest } from './raw-request.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

const secrets = { current: 'a key of at least thirty-two bytes, for tests' };
const people = 1000;
const perRoom = 10;
/** Memory and answers are measured here, not time: a busy machine may take a while, milliseconds. */
const patience = 120_000;
const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);

interface Frame {
  readonly type: string;
  readonly reason?: string;
}

/** Somebody in a room, with the frames that say how it began and ended. */
interface Client {
  readonly socket: WebSocket;
  /** The reason of the server's `bye`. */
  readonly ended: Promise<string | undefined>;
}

/** Opens a socket, and closes over its frames before the first can come. */
async function join(server: TestServer, index: number): Promise<Client> {
  const room = `room-${Math.floor(index / perRoom)}`;
  const userId = `user-${index}`;
  const { credential } = await mintP2p({ room, userId }, secrets);
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/signalling`, {
    // One address may have fewer.
    localAddress: `127.0.1.${String(1 + (index % 100))}`,
  });
  let welcome: () => void = () => undefined;
  const welcomed = new Promise<void>((resolve) => (welcome = resolve));
  let reason: string | undefined;
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as Frame;
    if (frame.type === 'welcome') welcome();
    if (frame.type === 'bye') reason = frame.reason;
  });
  const ended = once(socket, 'close').then(() => reason);
  await once(socket, 'open');
  const state = { revision: 0, sources: [] };
  const { token } = credential;
  socket.send(
    JSON.stringify({
      type: 'join',
      protocol: 1,
      room,
      userId,
      displayName: userId,
      credential: token,
      state,
    }),
  );
  await Promise.race([
    welcomed,
    ended.then((why) => Promise.reject(new Error(`not let in: ${why ?? 'closed'}`))),
  ]);
  return { socket, ended };
}

async function joinAll(server: TestServer, count: number): Promise<readonly Client[]> {
  const clients: Client[] = [];
  // Fewer at once than may be without a room.
  for (let index = 0; index < count; index += 100) {
    const batch = Array.from({ length: Math.min(100, count - index) }, (_, offset) => index + offset);
    clients.push(...(await Promise.all(batch.map((each) => join(server, each)))));
  }
  return clients;
}

describe('a thousand people', () => {
  it(
    'are held in bounded memory, and all hear that the server stops',
    async () => {
      await using server = await startTestServer({ signallingSecrets: secrets });
      const before = process.memoryUsage().rss;
      const clients = await joinAll(server, people);
      expect(server.usage()).toEqual({
        sockets: people,
        rooms: people / perRoom,
        members: people,
        emulatorSessions: 0,
        slowReaders: 0,
        failures: 0,
      });
      const grown = process.memoryUsage().rss - before;
      console.log(
        `${people} people: RSS ${megabytes(before + grown)} MB, of which ${megabytes(grown)} MB new`,
      );
      // The clients of this test are in the same process and counted too.
      expect(grown).toBeLessThan(150 * 1024 * 1024);

      await server.stop();
      const reasons = await Promise.all(clients.map(({ ended }) => ended));
      expect(reasons.filter((reason) => reason === 'server-shutdown')).toHaveLength(people);
      expect(server.usage()).toEqual({
        sockets: 0,
        rooms: 0,
        members: 0,
        emulatorSessions: 0,
        slowReaders: 0,
        failures: 0,
      });
    },
    patience,
  );
});

describe('a flood', () => {
  it(
    'of what is no frame leaves nothing behind, and those in a call do not notice',
    async () => {
      await using server = await startTestServer({ signallingSecrets: secrets });
      const bystanders = await joinAll(server, 2);
      const nonsense = ['', '{', '[]', '{"type":"join"}', '\0'.repeat(1000), 'x'.repeat(100_000)];
      const before = process.memoryUsage().rss;
      for (let round = 0; round < 4; round += 1) {
        const codes = await Promise.all(
          Array.from({ length: 50 }, async (_, index) => {
            const socket = new WebSocket(`ws://127.0.0.1:${server.port}/signalling`);
            await once(socket, 'open');
            const closed = once(socket, 'close');
            socket.on('error', () => undefined);
            for (let sent = 0; sent < 20; sent += 1)
              socket.send(nonsense[(index + sent) % nonsense.length] ?? '');
            const [code] = (await closed) as [number];
            return code;
          }),
        );
        expect(codes.every((code) => code >= 1002)).toBe(true);
      }
      const grown = process.memoryUsage().rss - before;
      console.log(`200 floods: ${megabytes(grown)} MB new`);
      expect(grown).toBeLessThan(150 * 1024 * 1024);
      // A client sees its socket closed a moment before the server does.
      await expect
        .poll(() => server.usage(), { timeout: 5000, message: 'the flood is gone' })
        .toMatchObject({ sockets: 2, rooms: 1, members: 2 });
      expect(bystanders.map(({ socket }) => socket.readyState)).toEqual([WebSocket.OPEN, WebSocket.OPEN]);
    },
    patience,
  );

  it(
    'of malformed requests for tokens is answered, each in its way, in bounded memory',
    async () => {
      await using server = await startTestServer({ signallingSecrets: secrets });
      const bystanders = await joinAll(server, 2);
      const bodies = [
        '',
        '{',
        'null',
        '[]',
        '"x"',
        '{"a":1}',
        '\0'.repeat(4000),
        'x'.repeat(100_000),
        '['.repeat(4000),
      ];
      const before = process.memoryUsage().rss;
      const statuses = new Map<number, number>();
      for (let round = 0; round < 20; round += 1) {
        await Promise.all(
          Array.from({ length: 40 }, async (_, index) => {
            const response = await fetch(new URL('token', server.url), {
              method: 'POST',
              headers: { 'Content-Type': 'application/json' },
              body: bodies[(round + index) % bodies.length] ?? '',
            });
            await response.arrayBuffer();
            statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
          }),
        );
      }
      const grown = process.memoryUsage().rss - before;
      console.log(`800 malformed requests: ${megabytes(grown)} MB new, ${JSON.stringify([...statuses])}`);
      expect([...statuses.keys()].filter((status) => ![400, 413, 429].includes(status))).toEqual([]);
      expect(grown).toBeLessThan(150 * 1024 * 1024);
      expect(bystanders.map(({ socket }) => socket.readyState)).toEqual([WebSocket.OPEN, WebSocket.OPEN]);
    },
    patience,
  );

  it(
    'of requests for tokens is cut to the rate',
    async () => {
      await using server = await startTestServer();
      const began = Date.now();
      let asked = 0;
      const ask = async (): Promise<number> => {
        asked += 1;
        const response = await fetch(new URL('token', server.url), {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ provider: 'p2p', room: 'room', userId: `user-${String(asked)}` }),
        });
        await response.arrayBuffer();
        return response.status;
      };
      const statuses: number[] = [];
      for (let round = 0; round < 10; round += 1) {
        statuses.push(...(await Promise.all(Array.from({ length: 40 }, ask))));
      }
      const allowed = 60 + Math.ceil((10 * (Date.now() - began)) / 1000) + 1;
      const given = statuses.filter((status) => status === 200).length;
      expect(given).toBeGreaterThanOrEqual(60);
      expect(given).toBeLessThanOrEqual(allowed);
      expect(statuses.filter((status) => status === 429)).toHaveLength(400 - given);
    },
    patience,
  );

  it.each([
    ['a header without end', ['GET / HTTP/1.1', `X-Long: ${'x'.repeat(20_000)}`], /^HTTP\/1\.1 431 /],
    ['what is no HTTP', ['\u0000\u0001nonsense'], /^HTTP\/1\.1 400 /],
  ])('of %s is refused', async (_what, lines, answer) => {
    await using server = await startTestServer();
    const answers = await Promise.all(Array.from({ length: 50 }, () => rawRequest(server.port, lines)));
    for (const each of answers) expect(each).toMatch(answer);
    expect((await fetch(new URL('readyz', server.url))).status).toBe(200);
  });
});

describe('a restart under calls', () => {
  it(
    'ends every call as server-shutdown, and takes the same people on the same port',
    async () => {
      await using first = await startTestServer({ signallingSecrets: secrets });
      const clients = await joinAll(first, 30);
      await first.stop();
      expect(new Set(await Promise.all(clients.map(({ ended }) => ended)))).toEqual(
        new Set(['server-shutdown']),
      );
      await using second = await startTestServer({ signallingSecrets: secrets, port: first.port });
      await joinAll(second, 30);
      expect(second.usage()).toMatchObject({ sockets: 30, rooms: 3, members: 30 });
    },
    patience,
  );
});
