import { describe, expect, it } from 'vitest';
import type { HostState } from '../src/host/host-state.ts';
import { HostedRooms } from '../src/host/hosted-rooms.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

/** Somebody with a browser of their own. */
interface Visitor {
  readonly userId: string;
  readonly headers: Readonly<Record<string, string>>;
}

const here = { provider: 'p2p', room: 'studio' };

async function arrive(server: TestServer, userId: string): Promise<Visitor> {
  const [given = ''] = (await fetch(server.url)).headers.getSetCookie();
  return { userId, headers: { 'Content-Type': 'application/json', Cookie: given.split(';', 1)[0] ?? '' } };
}

async function post(
  server: TestServer,
  path: string,
  { headers, userId }: Visitor,
  body: object,
): Promise<Response> {
  return fetch(new URL(path, server.url), {
    method: 'POST',
    headers,
    body: JSON.stringify({ ...here, userId, ...body }),
  });
}

const askToken = (server: TestServer, visitor: Visitor): Promise<Response> =>
  post(server, 'token', visitor, {});
const act = async (server: TestServer, visitor: Visitor, body: object): Promise<number> =>
  (await post(server, 'host/act', visitor, body)).status;

/** What somebody is told, one state after the other. */
async function* follow(
  server: TestServer,
  visitor: Visitor,
  as: 'member' | 'waiting',
  key?: string,
): AsyncGenerator<HostState, void> {
  const response = await post(server, 'host/stream', visitor, { as, name: `Name of ${visitor.userId}`, key });
  expect(response.status).toBe(200);
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += new TextDecoder().decode(chunk);
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) if (line !== '') yield JSON.parse(line) as HostState;
  }
}

async function next(states: AsyncGenerator<HostState, void>): Promise<HostState> {
  const { value } = await states.next();
  if (!value) throw new Error('The stream is over.');
  return value;
}

/** A room with its host and one more person in it. */
async function openRoom(server: TestServer): Promise<{
  readonly host: Visitor;
  readonly guest: Visitor;
  readonly toHost: AsyncGenerator<HostState, void>;
  readonly toGuest: AsyncGenerator<HostState, void>;
}> {
  const host = await arrive(server, 'host');
  const guest = await arrive(server, 'guest');
  expect((await askToken(server, host)).status).toBe(200);
  expect((await askToken(server, guest)).status).toBe(200);
  const toHost = follow(server, host, 'member');
  expect(await next(toHost)).toEqual({
    entry: 'in',
    host: 'host',
    locked: false,
    otherKeys: [],
    waitingRoom: false,
    waiting: [],
  });
  const toGuest = follow(server, guest, 'member');
  expect(await next(toGuest)).toMatchObject({ host: 'host' });
  expect(await next(toHost)).toMatchObject({ host: 'host' });
  return { host, guest, toHost, toGuest };
}

describe('the host of a room', () => {
  it('is who came first, may hand it over, and then is host no longer', async () => {
    await using server = await startTestServer();
    const { host, guest, toHost, toGuest } = await openRoom(server);
    expect(await act(server, host, { act: 'hand-over', target: 'guest' })).toBe(200);
    expect(await next(toGuest)).toMatchObject({ host: 'guest' });
    expect(await next(toHost)).toMatchObject({ host: 'guest' });
    expect(await act(server, host, { act: 'lock', on: true })).toBe(403);
    expect(await act(server, guest, { act: 'lock', on: true })).toBe(200);
    expect(await next(toHost)).toMatchObject({ locked: true });
  });

  it('is nobody who only says so', async () => {
    await using server = await startTestServer();
    const { host, guest } = await openRoom(server);
    const wish = { act: 'lock', on: true };
    expect(await act(server, guest, wish)).toBe(403);
    // The name of the host in another browser, and without a cookie.
    expect(await act(server, { ...guest, userId: 'host' }, wish)).toBe(403);
    const bare: Visitor = { userId: 'host', headers: { 'Content-Type': 'application/json' } };
    expect(await act(server, bare, wish)).toBe(403);
    // Another room, and another provider, have hosts of their own.
    expect(await act(server, host, { ...wish, room: 'other' })).toBe(403);
    expect(await act(server, host, { ...wish, provider: 'aliyun' })).toBe(400);
    for (const target of ['guest', 'host']) {
      expect(await act(server, guest, { act: 'mute', target })).toBe(403);
      expect(await act(server, guest, { act: 'remove', target })).toBe(403);
    }
    expect(await act(server, host, wish)).toBe(200);
  });

  it('is asked by pages of this server alone, in JSON of the right shape', async () => {
    await using server = await startTestServer();
    const { host } = await openRoom(server);
    const wish = { act: 'lock', on: true };
    const strange = { ...host, headers: { ...host.headers, Origin: 'https://evil.example' } };
    expect(await act(server, strange, wish)).toBe(403);
    const form = { ...host, headers: { ...host.headers, 'Content-Type': 'text/plain' } };
    expect(await act(server, form, wish)).toBe(415);
    for (const bad of [
      { act: 'lock', on: 'yes' },
      { act: 'remove' },
      { ...wish, more: 1 },
      { act: 'remove', target: '../x' },
    ])
      expect(await act(server, host, bad)).toBe(400);
    expect(await act(server, host, { act: 'remove', target: 'x'.repeat(3000) })).toBe(413);
    expect(await act(server, host, { act: 'remove', target: 'nobody' })).toBe(404);
    // Oneself is nobody to be removed.
    expect(await act(server, host, { act: 'remove', target: 'host' })).toBe(404);
  });

  it('cannot be followed as a member by whoever has no credential of that name', async () => {
    await using server = await startTestServer();
    await openRoom(server);
    const stranger = await arrive(server, 'guest');
    const body = { as: 'member', name: 'Guest' };
    expect((await post(server, 'host/stream', stranger, body)).status).toBe(403);
    expect((await post(server, 'host/stream', { ...stranger, userId: 'host' }, body)).status).toBe(403);
  });

  it('needs the invitation where there is one', async () => {
    await using server = await startTestServer({ invitation: 'open sesame' });
    const host = await arrive(server, 'host');
    const body = { as: 'waiting', name: 'Host' };
    expect((await post(server, 'host/stream', host, body)).status).toBe(401);
    const invited = { ...host, headers: { ...host.headers, Authorization: 'Bearer open sesame' } };
    expect((await post(server, 'host/stream', invited, body)).status).toBe(200);
  });
});

describe('a room that is locked', () => {
  it('gives a credential to those alone who were in it', async () => {
    await using server = await startTestServer();
    const { host, guest } = await openRoom(server);
    const late = await arrive(server, 'late');
    // The credential from before is no way in either: `credentials.test.ts`.
    expect(await act(server, host, { act: 'lock', on: true })).toBe(200);
    const refused = await askToken(server, late);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('locked');
    expect((await askToken(server, guest)).status).toBe(200);
    expect(await next(follow(server, late, 'waiting'))).toEqual({
      entry: 'locked',
      locked: false,
      otherKeys: [],
      waitingRoom: false,
      waiting: [],
    });
    expect(await act(server, host, { act: 'lock', on: false })).toBe(200);
    expect((await askToken(server, late)).status).toBe(200);
  });
});

describe('a key', () => {
  const mark = '0123456789abcdef';
  const other = 'fedcba9876543210';

  it('is asked for at the door of a room whose host encrypts, and so is none where the host does not', async () => {
    await using server = await startTestServer();
    const host = await arrive(server, 'host');
    expect((await askToken(server, host)).status).toBe(200);
    const toHost = follow(server, host, 'member', mark);
    expect(await next(toHost)).toMatchObject({ hostKey: mark, otherKeys: [] });
    const late = await arrive(server, 'late');
    const entry = async (key?: string): Promise<string> =>
      (await next(follow(server, late, 'waiting', key))).entry;
    expect([await entry(), await entry(other), await entry(mark)]).toEqual([
      'key-missing',
      'other-key',
      'open',
    ]);
    // Nobody waits in vain for a host who would neither see nor hear them.
    await act(server, host, { act: 'waiting-room', on: true });
    expect([await entry(), await entry(mark)]).toEqual(['key-missing', 'waiting']);
    // Their own page, loaded anew with another key.
    expect((await next(follow(server, host, 'waiting', other))).entry).toBe('open');

    const plain = await startTestServer();
    await using _plain = plain;
    const { host: openHost } = await openRoom(plain);
    const keyed = await arrive(plain, 'keyed');
    expect((await next(follow(plain, keyed, 'waiting', mark))).entry).toBe('not-encrypted');
    expect(await act(plain, openHost, { act: 'lock', on: true })).toBe(200);
    expect((await next(follow(plain, keyed, 'waiting', mark))).entry).toBe('locked');
  });

  it("that is not the host's is told of to everybody in the room", async () => {
    await using server = await startTestServer();
    const host = await arrive(server, 'host');
    const guest = await arrive(server, 'guest');
    for (const one of [host, guest]) expect((await askToken(server, one)).status).toBe(200);
    const toHost = follow(server, host, 'member', mark);
    expect(await next(toHost)).toMatchObject({ otherKeys: [] });
    const toGuest = follow(server, guest, 'member');
    expect(await next(toGuest)).toMatchObject({ hostKey: mark, otherKeys: ['guest'] });
    expect(await next(toHost)).toMatchObject({ otherKeys: ['guest'] });
  });
});

describe('a waiting room', () => {
  it('lets in whom the host lets in, in the browser that asked, and nobody else', async () => {
    await using server = await startTestServer();
    const { host, guest, toHost } = await openRoom(server);
    expect(await act(server, host, { act: 'waiting-room', on: true })).toBe(200);
    expect(await next(toHost)).toMatchObject({ waitingRoom: true });
    const late = await arrive(server, 'late');
    const other = await arrive(server, 'late');
    const toLate = follow(server, late, 'waiting');
    expect(await next(toLate)).toMatchObject({ entry: 'waiting', waiting: [] });
    expect(await next(toHost)).toMatchObject({ waiting: [{ userId: 'late', name: 'Name of late' }] });
    expect((await askToken(server, late)).status).toBe(403);
    expect(await act(server, guest, { act: 'admit', target: 'late' })).toBe(403);
    expect(await act(server, late, { act: 'admit', target: 'late' })).toBe(403);
    expect(await act(server, host, { act: 'admit', target: 'late' })).toBe(200);
    expect(await next(toLate)).toMatchObject({ entry: 'open' });
    expect((await askToken(server, other)).status).toBe(403);
    expect((await askToken(server, late)).status).toBe(200);
  });

  it('tells whom the host refuses, and opens for all when it is given up', async () => {
    await using server = await startTestServer();
    const { host } = await openRoom(server);
    await act(server, host, { act: 'waiting-room', on: true });
    const [one, two] = [await arrive(server, 'one'), await arrive(server, 'two')];
    const toOne = follow(server, one, 'waiting');
    const toTwo = follow(server, two, 'waiting');
    expect([(await next(toOne)).entry, (await next(toTwo)).entry]).toEqual(['waiting', 'waiting']);
    await act(server, host, { act: 'refuse', target: 'one' });
    expect((await next(toOne)).entry).toBe('refused');
    expect((await askToken(server, one)).status).toBe(403);
    await act(server, host, { act: 'waiting-room', on: false });
    expect((await next(toTwo)).entry).toBe('open');
  });
});

describe('somebody who is removed', () => {
  it('is told so, gets no credential under any name, and no way round by another stream', async () => {
    await using server = await startTestServer();
    const { host, guest, toGuest } = await openRoom(server);
    // Nobody of that name is in the media call of this test: the provider says so, and the room has let them go all the same.
    expect(await act(server, host, { act: 'remove', target: 'guest' })).toBe(502);
    let last = await next(toGuest);
    while (last.entry === 'in') last = await next(toGuest);
    expect(last.entry).toBe('removed');
    expect((await toGuest.next()).done).toBe(true);
    expect((await askToken(server, guest)).status).toBe(403);
    expect((await askToken(server, { ...guest, userId: 'another' })).status).toBe(403);
    expect((await next(follow(server, guest, 'member'))).entry).toBe('removed');
  });
});

it('ends its streams when the server stops', async () => {
  const server = await startTestServer();
  const { toGuest } = await openRoom(server);
  const over = (async () => {
    for await (const _state of toGuest);
  })();
  await server[Symbol.asyncDispose]();
  await over;
});

describe('rooms in memory', () => {
  const person = (userId: string): { userId: string; holder: string; name: string } => ({
    userId,
    holder: `browser of ${userId}`,
    name: userId,
  });
  const stream = (): { told: HostState[]; tell(state: HostState): void; end(): void } => {
    const told: HostState[] = [];
    return { told, tell: (state) => told.push(state), end: () => undefined };
  };

  it('pass to who has been there the longest when the host is gone for good, and are forgotten with the last', async () => {
    const rooms = new HostedRooms(undefined, 0);
    const [first, second, third] = ['first', 'second', 'third'].map((userId) => {
      const told = stream();
      return { told, leave: rooms.follow(here, { person: person(userId), member: true, stream: told }) };
    });
    first?.leave?.();
    await expect.poll(() => second?.told.told.at(-1)?.host).toBe('second');
    second?.leave?.();
    await expect.poll(() => third?.told.told.at(-1)?.host).toBe('third');
    third?.leave?.();
    await expect.poll(() => rooms.size).toBe(0);
    expect(rooms.streams).toBe(0);
    expect(rooms.entryOf(here, person('first'))).toBe('open');
  });

  it('stay with a host who comes back in time', () => {
    const rooms = new HostedRooms(undefined, 60_000);
    const told = stream();
    rooms.follow(here, { person: person('guest'), member: false, stream: stream() })?.();
    const leave = rooms.follow(here, { person: person('host'), member: true, stream: stream() });
    rooms.follow(here, { person: person('guest'), member: true, stream: told });
    leave?.();
    rooms.follow(here, { person: person('host'), member: true, stream: stream() });
    expect(told.told.at(-1)?.host).toBe('host');
    expect(rooms.isHost(here, { userId: 'host', holder: 'browser of host' })).toBe(true);
    expect(rooms.isHost(here, { userId: 'host', holder: 'another browser' })).toBe(false);
    rooms.close();
  });

  it('are bounded: in all, for each browser, and in the line before each', () => {
    const rooms = new HostedRooms({ rooms: 2, streams: 100, streamsPerHolder: 3 }, 0);
    const enter = (room: string, userId: string, member = true): boolean =>
      rooms.follow({ provider: 'p2p', room }, { person: person(userId), member, stream: stream() }) !==
      undefined;
    expect(['one', 'two', 'three'].map((room) => enter(room, `host of ${room}`))).toEqual([
      true,
      true,
      false,
    ]);
    expect([1, 2, 3].map(() => enter('two', 'host of one'))).toEqual([true, true, false]);
    rooms.act({ provider: 'p2p', room: 'one' }, { act: 'waiting-room', on: true });
    const waiting = Array.from({ length: 60 }, (_, index) => {
      const told = stream();
      rooms.follow(
        { provider: 'p2p', room: 'one' },
        { person: person(`late ${String(index)}`), member: false, stream: told },
      );
      return told.told[0]?.entry;
    });
    expect(waiting.filter((entry) => entry === 'waiting')).toHaveLength(50);
    rooms.close();
    expect(rooms.size).toBe(0);
  });
});
