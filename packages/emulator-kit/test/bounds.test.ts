import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';

import { expect, test } from 'vitest';

import {
  asObject,
  ControlPort,
  HttpListener,
  Log,
  parseJson,
  plainCopy,
  type LogEntry,
} from '../src/index.ts';

test('JSON is read to 32 levels and 20,000 values, and refused beyond, with nothing quoted from it', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  expect(parseJson(nested(32))).toBeInstanceOf(Array);
  expect(() => parseJson(nested(33))).toThrow('nested more than 32 deep');
  expect(() => parseJson(nested(100_000))).toThrow('nested more than 32 deep');
  expect(() => parseJson(`[${'1,'.repeat(20_000)}1]`)).toThrow('more than 20000 values');
  expect(() => parseJson('{"name":"alice"')).toThrow(/^the body is not JSON$/u);
});

test('what cannot be written is refused when it is given, not when it is sent', () => {
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  expect(() => plainCopy(circle, 'detail')).toThrow('detail is nested');
  expect(() => plainCopy({ big: 1n }, 'detail')).toThrow('detail cannot be written as JSON');
  const given = { list: [1] };
  const copy = plainCopy(given, 'detail');
  given.list.push(2);
  expect(copy).toEqual({ list: [1] });
});

test('a name of the prototype in a body is a field like any other', () => {
  const body = asObject(parseJson('{"__proto__":{"polluted":true},"a":1}'), 'the body');
  expect(body['polluted']).toBeUndefined();
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('a handler that fails costs its own connection; the port serves on', async () => {
  const failures: unknown[] = [];
  const listener = new HttpListener({
    address: '127.0.0.1',
    port: 0,
    handle: async (request, response) => {
      await Promise.resolve();
      if (request.url === '/bad') throw new Error('handler');
      response.end('fine');
    },
    upgrade: () => {
      throw new Error('upgrade');
    },
    onFailure: (error) => failures.push(error),
  });
  await listener.open();
  const origin = `http://127.0.0.1:${listener.port}`;
  await expect(fetch(`${origin}/bad`)).rejects.toThrow();
  const asked = httpRequest(`${origin}/ws`, { headers: { connection: 'Upgrade', upgrade: 'websocket' } });
  asked.end();
  await once(asked, 'error');
  expect(await (await fetch(`${origin}/good`)).text()).toBe('fine');
  expect(failures).toMatchObject([{ message: 'handler' }, { message: 'upgrade' }]);
  await listener.close();
});

test('a port without upgrades ends them, and rubbish on the wire ends its own connection', async () => {
  const listener = new HttpListener({
    address: '127.0.0.1',
    port: 0,
    handle: (_request, response) => {
      response.end('fine');
    },
    onFailure: () => undefined,
  });
  await listener.open();
  const socket = connect(listener.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write('\u0000\u0001rubbish\r\n\r\n');
  socket.resume();
  await once(socket, 'close');
  expect(await (await fetch(`http://127.0.0.1:${listener.port}/`)).text()).toBe('fine');
  await listener.close();
});

test('a connection that asks for more than is answered is cut, and what it asked for is not begun', async () => {
  let begun = 0;
  const listener = new HttpListener({
    address: '127.0.0.1',
    port: 0,
    handle: async (_request, response) => {
      begun += 1;
      await new Promise((resolve) => setImmediate(resolve));
      response.end('fine');
    },
    onFailure: () => undefined,
  });
  await listener.open();
  const socket = connect(listener.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.resume();
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(500));
  await new Promise((resolve) => socket.once('close', resolve));
  expect(begun).toBe(4);
  expect(await (await fetch(`http://127.0.0.1:${listener.port}/`)).text()).toBe('fine');
  await listener.close();
});

test('the control port answers a deep body, an unreadable address and a control that fails', async () => {
  const entries: LogEntry[] = [];
  const log = new Log((entry) => entries.push(entry));
  const port = new ControlPort({
    emulator: {},
    actions: new Map([
      [
        'POST /v1/fails',
        (): unknown => {
          throw new Error('said by alice');
        },
      ],
      ['GET /v1/circle', (): unknown => ({ big: 1n })],
    ]),
    address: '127.0.0.1',
    port: 0,
    token: 'secret',
    log,
  });
  await port.open();
  const send = async (method: string, path: string, body?: string): Promise<number> => {
    const response = await fetch(`http://127.0.0.1:${port.port}${path}`, {
      method,
      headers: { authorization: 'Bearer secret' },
      ...(body === undefined ? {} : { body }),
    });
    return response.status;
  };
  expect(await send('POST', '/v1/fails', '['.repeat(1000) + ']'.repeat(1000))).toBe(400);
  expect(await send('POST', '/v1/fails', '{}')).toBe(500);
  expect(await send('GET', '/v1/circle')).toBe(500);
  expect(await send('GET', '/v1/nothing')).toBe(404);
  await port.close();
  expect(log.counts()).toEqual({ 'control refused': 2, 'request failed': 2 });
  expect(JSON.stringify(entries)).not.toContain('alice');
});
