import { once } from 'node:events';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { cookieOf } from './cookie-of.ts';
import { rawRequest } from './raw-request.ts';
import { startTestServer } from './start-test-server.ts';

const people = [
  'Zaphod-the-user',
  'Trillian',
  'heart-of-gold',
  'towel-day',
  '127.0.0.1',
  '::1',
  '203.0.113.9',
];

it('the log is JSON, a line for each token and failure, and names no person, room or address', async () => {
  const lines: string[] = [];
  const logger = pino({ level: 'debug', base: null }, { write: (line: string) => void lines.push(line) });
  const aliyun = { appId: 'an-application', appKey: 'a-key-that-stays-here' };
  await using server = await startTestServer({ vendorSecrets: { aliyun } }, logger);
  const Cookie = await cookieOf(server);
  const ask = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(new URL('token?room=heart-of-gold', server.url), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': '203.0.113.9', Cookie, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const asked = {
    provider: 'p2p',
    room: 'heart-of-gold',
    userId: 'Zaphod-the-user',
    displayName: 'Trillian',
  };
  await ask(asked);
  await ask({ ...asked, provider: 'aliyun' });
  await ask({ ...asked, role: 'host' });
  await ask({ ...asked, userId: 'Zaphod-the-user 2' });
  await ask({ ...asked, 'towel-day': 'Trillian' });
  await ask('{"room":"heart-of-gold"');
  await ask(asked, { Origin: 'https://towel-day.example' });
  await fetch(new URL('heart-of-gold?name=Trillian', server.url));
  await rawRequest(server.port, ['GET /%E0%A4%A/heart-of-gold HTTP/1.1', `Host: 127.0.0.1:${server.port}`]);
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/signalling?room=heart-of-gold`);
  await once(socket, 'open');
  const closed = once(socket, 'close');
  socket.send(JSON.stringify({ type: 'join', room: 'heart-of-gold', userId: 'Zaphod-the-user' }));
  await closed;

  const entries = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  const tokens = entries.filter((entry) => entry['msg'] === 'token');
  expect(tokens.map(({ event, status, provider }) => [event, status, provider])).toEqual([
    ['token-issued', 200, 'p2p'],
    ['token-issued', 200, 'aliyun'],
    ['token-refused', 403, 'p2p'],
    ['token-refused', 400, undefined],
    ['token-refused', 400, undefined],
    ['token-refused', 400, undefined],
    ['token-refused', 403, undefined],
  ]);
  const text = lines.join('');
  // The name of a field that nobody knows is repeated where it is harmless; what is in the fields is not.
  expect(people.filter((word) => word !== 'towel-day' && text.includes(word))).toEqual([]);
  expect(text).not.toContain(aliyun.appKey);
});
