import { setTimeout as after } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { BenchClient, joinAll } from './bench-client.ts';
import { startServerProcess, type ServerProcess, type ServerReport } from './server-process.ts';

const mebibyte = 2 ** 20;

/** The most that the heap of the server may have: whatever is not bounded ends the process, and the bench with it. */
const heapMebibytes = 192;

/** One load: what it is, and what it may cost. */
interface Load {
  readonly what: string;
  /** The most that may be resident above the start, in MiB, and the reason. */
  readonly bound: number;
  /** Puts the load on the server and takes it off again; says what is worth telling. */
  readonly put: (server: ServerProcess, port: number) => Promise<string>;
}

const idle: Load = {
  what: '5,000 idle sockets in 500 rooms, from 100 addresses',
  // 50 kB for each: the socket, its parser and its buffers, the member, its timers.
  bound: 250,
  async put(server, port) {
    const { secret } = server;
    const clients = await joinAll(5000, (index) => ({
      port,
      secret,
      room: `room-${String(Math.floor(index / 10))}`,
      userId: `user-${String(index)}`,
      from: `127.1.0.${String(1 + (index % 100))}`,
    }));
    // Two rounds of heartbeats.
    await after(12_000);
    const { members } = await server.report();
    for (const { socket } of clients) socket.close();
    await gone(server);
    return `${String(members)} in rooms after two rounds of heartbeats`;
  },
};

const talking: Load = {
  what: '1,000 people in 200 rooms, each says 1 kB to another 5 times a second',
  bound: 150,
  async put(server, port) {
    const { secret } = server;
    const perRoom = 5;
    const clients = await joinAll(1000, (index) => ({
      port,
      secret,
      room: `room-${String(Math.floor(index / perRoom))}`,
      userId: `user-${String(index)}`,
      from: `127.1.0.${String(1 + (index % 100))}`,
    }));
    for (let round = 0; round < 50; round += 1) {
      const began = performance.now();
      clients.forEach((client, index) => {
        const first = index - (index % perRoom);
        const other = clients[first + ((index + 1 + (round % (perRoom - 1))) % perRoom)];
        if (other && other !== client) client.say(other, 1000);
      });
      await after(Math.max(0, 200 - (performance.now() - began)));
    }
    await server.report();
    for (const { socket } of clients) socket.close();
    await gone(server);
    const delays = clients.flatMap((client) => client.delays).sort((one, other) => one - other);
    const at = (share: number): string => (delays[Math.floor(delays.length * share)] ?? 0).toFixed(1);
    return `${String(delays.length)} frames passed on, in ${at(0.5)} ms, 99 of 100 in ${at(0.99)} ms, clients included`;
  },
};

const unread: Load = {
  what: '100 receivers that do not read, sent as much as may be',
  // 64 MiB may wait for all of them. What was given up and what has been parsed stands as garbage until it is collected: as much as
  // the heap may have.
  bound: heapMebibytes + 64,
  async put(server, port) {
    const { secret } = server;
    const clients = await joinAll(200, (index) => ({
      port,
      secret,
      room: `room-${String(Math.floor(index / 2))}`,
      userId: `user-${String(index)}`,
      from: `127.1.0.${String(1 + (index % 100))}`,
    }));
    for (const [index, client] of clients.entries()) if (index % 2 === 1) client.stopReading();
    let frames = 0;
    let slowReaders = 0;
    // Megabytes for each fit into the buffers of the system. Those that are not cut before it are lost for their silence.
    while (frames < 250 && slowReaders < 100) {
      for (let index = 0; index < clients.length; index += 2) {
        const [sender, receiver] = [clients[index], clients[index + 1]];
        if (sender && receiver) sender.say(receiver, 60_000);
      }
      await drained(clients);
      frames += 1;
      if (frames % 10 === 0) ({ slowReaders } = await server.report('as it is'));
    }
    for (const { socket } of clients) socket.terminate();
    await gone(server);
    if (slowReaders < 10) throw new Error(`only ${String(slowReaders)} receivers were cut`);
    const megabytes = (0.06 * frames).toFixed(1);
    const others = slowReaders < 100 ? ', the others lost as silent' : '';
    return `${String(slowReaders)} cut as slow-reader within ${megabytes} MB for each${others}`;
  },
};

const hostile: Load = {
  what: '300 hostile sockets of one address, and 12 people of others who join',
  bound: 50,
  async put(server, port) {
    const { secret } = server;
    const person = (room: string, index: number): Promise<BenchClient> =>
      BenchClient.join({
        port,
        secret,
        room,
        userId: `user-${String(index)}`,
        from: `127.2.0.${String(1 + index)}`,
      });
    const joins = async (room: string): Promise<number> => {
      const began = performance.now();
      const clients = await Promise.all(Array.from({ length: 12 }, (_, index) => person(room, index)));
      const took = performance.now() - began;
      for (const { socket } of clients) socket.close();
      return took;
    };
    const quiet = await joins('quiet');
    const sockets = new Set<WebSocket>();
    let goesOn = true;
    // Each comes again as soon as it is turned away or cut.
    const come = (): void => {
      if (!goesOn) return;
      const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/signalling`, {
        localAddress: '127.3.0.1',
      });
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        sockets.delete(socket);
        setTimeout(come, 10);
      });
    };
    for (let index = 0; index < 300; index += 1) come();
    await after(1000);
    const pressed = await joins('pressed');
    goesOn = false;
    for (const socket of sockets) socket.terminate();
    await gone(server);
    if (pressed > 1000) throw new Error(`they needed ${pressed.toFixed(0)} ms`);
    return `12 joined in ${pressed.toFixed(0)} ms, ${quiet.toFixed(0)} ms without the others`;
  },
};

/** Resolves when what was sent is on its way. */
async function drained(clients: readonly BenchClient[]): Promise<void> {
  while (clients.some(({ socket }) => socket.bufferedAmount > 200_000)) await after(5);
}

/** Resolves when the server holds nobody any more. */
async function gone(server: ServerProcess): Promise<void> {
  for (;;) {
    const { sockets, members } = await server.report();
    if (sockets === 0 && members === 0) return;
    await after(200);
  }
}

const inMebibytes = (bytes: number): string => (bytes / mebibyte).toFixed(0);

async function measure({ what, bound, put }: Load): Promise<string> {
  await using server = await startServerProcess({ heapMebibytes });
  const before = await server.report('begin');
  const told = await put(server, before.port);
  const end: ServerReport = await server.report();
  const grown = end.most - before.rss;
  if (grown > bound * mebibyte) {
    throw new Error(`${what}: ${inMebibytes(grown)} MiB more, and ${String(bound)} may be`);
  }
  if (end.failures > 0) throw new Error(`${what}: ${String(end.failures)} handlers failed`);
  const heap = `${inMebibytes(before.heapUsed)} → ${inMebibytes(end.heapUsed)}`;
  const memory = [before.rss, end.most, end.rss].map(inMebibytes);
  return `| ${[what, ...memory, heap, String(bound), told].join(' | ')} |`;
}

console.log(
  '| load | RSS before, MiB | at most | after | live heap before → after | may grow by | what came of it |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const load of [idle, talking, unread, hostile]) console.log(await measure(load));
