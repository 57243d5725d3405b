import { expect, test } from 'vitest';

import {
  checkCodecs,
  checkHost,
  checkNumbers,
  checkOrigin,
  checkPort,
  runEmulatorCommand,
  textOf,
  textsOf,
} from '../src/index.ts';

test('a command starts as its arguments say, helps, and says what is wrong with them', async () => {
  const printed: string[] = [];
  const output = { out: (text: string) => printed.push(text), error: (text: string) => printed.push(text) };
  const run = (args: readonly string[]): Promise<unknown> =>
    runEmulatorCommand(
      {
        name: 'thing',
        usage: 'how to',
        options: { port: { type: 'string', default: '1' }, app: { type: 'string', multiple: true } },
        start: (values) => {
          if (textOf(values, 'port') === '0') throw new Error('no port');
          return Promise.resolve({ port: textOf(values, 'port'), apps: textsOf(values, 'app') });
        },
        describe: ({ port }) => `ready on ${String(port)}`,
      },
      { args, output },
    );
  expect(await run(['--app', 'a', '--app', 'b'])).toEqual({ port: '1', apps: ['a', 'b'] });
  expect(await run(['--help'])).toBe(0);
  expect(await run(['--port', '0'])).toBe(1);
  expect(await run(['--nonsense'])).toBe(1);
  expect(printed.slice(0, 3)).toEqual(['ready on 1', 'how to\n', 'thing: no port\n']);
  expect(printed[3]).toMatch(/^thing: .*--nonsense/u);
});

test.each<[string, () => unknown]>([
  ['host must be an IPv4', () => checkHost('::1')],
  ['one address of this machine', () => checkHost('0.0.0.0')],
  ['port must be', () => checkPort('port', 70_000)],
  ['at least one codec', () => checkCodecs([])],
  ['is not an address', () => checkOrigin('publicUrl', 'nowhere', ['http:'])],
  ['must begin with ws: or wss:', () => checkOrigin('publicUrl', 'http://x', ['ws:', 'wss:'])],
  ['limits.a must be', () => checkNumbers('limits', { a: -1 })],
])('settings that cannot work are refused: %s', (message, check) => {
  expect(check).toThrow(message);
});

test('settings that can work pass', () => {
  expect(checkHost('127.0.0.1')).toBe('127.0.0.1');
  expect(checkPort('port', false)).toBe(false);
  expect(checkOrigin('publicUrl', 'wss://a.test:1/x?y', ['ws:', 'wss:'])).toBe('wss://a.test:1');
});
