import { RtcError, type Clock } from '@jackfield/core/adapter';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { webSocketSignalling, type SignallingSession } from '../src/index.ts';
import { createSignallingServer, type SignallingServer } from '../src/server.ts';
import { RecordingListener } from './support/recording-listener.ts';
import { TcpGate } from './support/tcp-gate.ts';

const clock: Clock = {
  now: () => performance.now(),
  after(delayMs, run) {
    const handle = setTimeout(run, delayMs);
    return () => {
      clearTimeout(handle);
    };
  },
};

let server: SignallingServer;
let gate: Awaited<ReturnType<typeof TcpGate.open>>;
let sessions: SignallingSession[];

async function serve(options: { port?: number; resumeMs?: number } = {}): Promise<number> {
  server = createSignallingServer({ port: options.port ?? 0, resumeMs: options.resumeMs ?? 10_000 });
  return (await server.listening).port;
}

beforeEach(async () => {
  sessions = [];
  gate = await TcpGate.open(await serve());
});
afterEach(async () => {
  for (const session of sessions) session.abandon();
  gate.close();
  await server.close();
});

interface Joined {
  readonly session: SignallingSession;
  readonly events: RecordingListener;
  readonly asked: string[];
}

async function join(
  userId: string,
  more: { url?: string; reconnectMs?: number; signal?: AbortSignal; credential?: () => Promise<string> } = {},
): Promise<Joined> {
  const asked: string[] = [];
  const signalling = webSocketSignalling({
    url: more.url ?? gate.url,
    WebSocket,
    reconnectMs: more.reconnectMs ?? 10_000,
    attemptMs: 5000,
  });
  const session = await signalling.open({
    room: 'room',
    userId,
    displayName: userId,
    state: () => ({ revision: 4, sources: [{ source: 'camera', muted: false }] }),
    credential: (reason) => {
      asked.push(reason);
      return more.credential ? more.credential() : Promise.resolve(undefined);
    },
    signal: more.signal ?? new AbortController().signal,
    clock,
  });
  sessions.push(session);
  const events = new RecordingListener();
  session.start(events.listener);
  return { session, events, asked };
}

test('a short cut is resumed, and nothing that was sent meanwhile is lost', async () => {
  const ann = await join('ann');
  const bob = await join('bob');
  await ann.events.wait('memberJoined');
  gate.cut();
  await ann.events.wait('interrupted');
  await bob.events.wait('interrupted');
  ann.session.send(bob.session.welcome.id, { n: 1 });
  const published = ann.session.publishState({ revision: 5, sources: [] });
  gate.mend();
  await ann.events.wait('resumed');
  await bob.events.wait('resumed');
  await published;
  expect((await bob.events.wait('signal'))[2]).toEqual({ n: 1 });
  expect((await bob.events.wait('memberState'))[2]).toEqual({ revision: 5, sources: [] });
  expect(bob.events.names).not.toContain('memberLeft');
  expect(ann.asked).toEqual(['join']);
});

test('after a restart of the server the room is entered anew', async () => {
  const ann = await join('ann');
  const { id } = ann.session.welcome;
  gate.cut();
  await ann.events.wait('interrupted');
  await server.close();
  // The gate still leads to the port of the server before.
  await serve({ port: gate.target });
  const bob = await join('bob', { url: `ws://127.0.0.1:${gate.target}/signalling` });
  gate.mend();
  const [, welcome] = await ann.events.wait('restarted');
  expect(welcome).toMatchObject({ members: [{ id: bob.session.welcome.id }] });
  expect(ann.session.welcome.id).not.toBe(id);
  expect(ann.asked).toEqual(['join', 'reconnect']);
  const [, member] = await bob.events.wait('memberJoined');
  expect(member).toMatchObject({ userId: 'ann', state: { revision: 4 } });
});

test('it gives up after the bound, once', async () => {
  const ann = await join('ann', { reconnectMs: 400 });
  gate.cut();
  expect(await ann.events.wait('ended')).toEqual(['ended', 'connection-lost', 'network']);
  expect(ann.events.names).toEqual(['interrupted', 'ended']);
});

test.each(['kicked', 'room-closed', 'server-shutdown', 'replaced'] as const)(
  '%s ends it for good',
  async (reason) => {
    const ann = await join('ann');
    if (reason === 'kicked') server.kick('room', 'ann');
    if (reason === 'room-closed') server.closeRoom('room');
    if (reason === 'server-shutdown') await server.close();
    if (reason === 'replaced') await join('ann');
    expect((await ann.events.wait('ended'))[1]).toBe(reason);
    expect(ann.events.names).not.toContain('interrupted');
  },
);

test('leaving is told to the others before it resolves in its own room', async () => {
  const ann = await join('ann');
  const bob = await join('bob');
  await bob.session.leave();
  expect((await ann.events.wait('memberLeft'))[1]).toBe(bob.session.welcome.id);
  await bob.session.leave();
  expect(bob.events.names).not.toContain('ended');
});

test('leaving while the connection is down ends the repair', async () => {
  const ann = await join('ann');
  gate.cut();
  await ann.events.wait('interrupted');
  await ann.session.leave();
  gate.mend();
  expect(server.sockets).toBe(0);
  await expect(ann.session.publishState({ revision: 9, sources: [] })).rejects.toMatchObject({
    code: 'aborted',
  });
});

test('an aborted join lets go of the socket', async () => {
  const controller = new AbortController();
  let give: (credential: string) => void = () => undefined;
  const joining = join('ann', {
    signal: controller.signal,
    credential: () =>
      new Promise((resolve) => {
        give = resolve;
      }),
  });
  controller.abort();
  await expect(joining).rejects.toMatchObject({ code: 'aborted' });
  give('late');
  expect(server.sockets).toBe(0);
});

test('an abort after the join ends the repair without a word', async () => {
  const controller = new AbortController();
  const ann = await join('ann', { signal: controller.signal });
  gate.cut();
  await ann.events.wait('interrupted');
  controller.abort();
  expect(ann.events.names).toEqual(['interrupted']);
});

test('a server that is not there rejects with network', async () => {
  gate.cut();
  await expect(join('ann')).rejects.toMatchObject({ code: 'network', retryable: true });
});

test('an address that is none rejects with invalid-argument', async () => {
  await expect(join('ann', { url: 'nowhere' })).rejects.toMatchObject({ code: 'invalid-argument' });
});

test("a credential function's own error reaches the caller", async () => {
  const error = new RtcError({ code: 'forbidden', message: 'Not today.' });
  await expect(join('ann', { credential: () => Promise.reject(error) })).rejects.toBe(error);
});

test('requests are answered, also with a refusal', async () => {
  const ann = await join('ann');
  const bob = await join('bob');
  await bob.session.setProfile('Robert');
  expect((await ann.events.wait('memberProfile'))[2]).toBe('Robert');
  await expect(ann.session.moderate({ action: 'kick', target: 'nobody' })).rejects.toMatchObject({
    code: 'invalid-argument',
  });
  await ann.session.moderate({ action: 'kick', target: bob.session.welcome.id });
  expect((await bob.events.wait('ended'))[1]).toBe('kicked');
});
