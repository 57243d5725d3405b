import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createLastCatch, type FailureEntry } from '../src/http/last-catch.ts';

const failing: readonly (readonly [string, () => unknown])[] = [
  [
    'throws at once',
    () => {
      throw new TypeError('what a person wrote');
    },
  ],
  ['rejects later', () => Promise.reject(new TypeError('what a person wrote'))],
];

test.each(failing)(
  'a handler that %s is answered 500, counted, and logged without its message',
  async (_name, answer) => {
    const entries: FailureEntry[] = [];
    const lastCatch = createLastCatch((entry) => entries.push(entry));
    const server = createServer((request, response) => lastCatch.run({ request, response, answer }));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/`);
    expect(response.status).toBe(500);
    expect(lastCatch.failures).toBe(1);
    expect(entries).toMatchObject([{ name: 'TypeError' }]);
    expect(JSON.stringify(entries)).not.toContain('what a person wrote');
    server.close();
    server.closeAllConnections();
  },
);
