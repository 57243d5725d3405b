import { expect, test, vi } from 'vitest';

import { Faults, Recorder, redact } from '../src/index.ts';

interface Words {
  readonly request: 'join' | 'publish';
  readonly event: 'left';
  readonly part: 'reply' | 'result';
}

test('secrets are redacted by name, in addresses and in session descriptions; what is long or deep is cut', () => {
  const safe = JSON.stringify(
    redact({
      userSig: 'secret-1',
      nested: [{ Token: 'secret-2', privateMapKey: 'secret-3' }],
      url: '/?sdkAppId=1&userSig=secret-4&keepAlive=0',
      sdp: 'a=ice-pwd:secret-5\r\na=fingerprint:sha-256 AA:BB',
      long: 'x'.repeat(3000),
    }),
  );
  expect(safe).not.toMatch(/secret-\d/u);
  expect(safe).toContain('keepAlive=0');
  expect(safe).toContain('[1000 more]');
  let deep: unknown = 1;
  for (let level = 0; level < 5000; level += 1) deep = [deep];
  expect(JSON.stringify(redact(deep))).toContain('[too deep]');
});

test('the record keeps the newest entries, and waits for one that is past, that comes, or that does not', async () => {
  const recorder = new Recorder(10);
  for (let index = 0; index < 100; index += 1) recorder.add('request', `r${index}`, undefined, {});
  expect(recorder.since(0).map(({ name }) => name)).toEqual(
    Array.from({ length: 10 }, (_item, index) => `r${90 + index}`),
  );
  const coming = recorder.waitFor(({ name }) => name === 'later');
  recorder.add('control', 'later', { userId: 'alice', alias: 's1' }, {});
  expect(await coming).toMatchObject({ userId: 'alice', session: 's1', sequence: 101 });
  expect(await recorder.waitFor(({ name }) => name === 'later')).toMatchObject({ sequence: 101 });
  await expect(recorder.waitFor(() => false, { timeoutMs: 5 })).rejects.toMatchObject({ code: 'not-found' });
});

test('faults: scope, times, hold and release, order of notifications, and nothing after close', async () => {
  const faults = new Faults<Words>({ recorder: new Recorder(10), firstPart: 'reply' });
  const alice = { room: 'r', userId: 'alice' };
  expect(() => faults.add({ kind: 'refuse', request: 'join', code: 0 })).toThrow('other than 0');
  expect(() => faults.add({ kind: 'never', request: 'join', times: 0 })).toThrow('1 or more');

  const refused = faults.add({ kind: 'refuse', request: 'join', code: 7, userId: 'alice', times: 1 });
  expect(faults.request('join', { userId: 'bob' })).toEqual({ kind: 'go' });
  expect(faults.request('join', alice)).toMatchObject({ kind: 'refuse', code: 7, part: 'reply' });
  expect(faults.request('join', alice)).toEqual({ kind: 'go' });
  await refused.whenHit();

  const told: string[] = [];
  const held = faults.add({ kind: 'hold', request: 'publish', part: 'result' });
  faults.answer({ name: 'publish', part: 'reply' }, alice, () => told.push('reply'));
  faults.answer({ name: 'publish', part: 'result' }, alice, () => told.push('result'));
  expect(told).toEqual(['reply']);
  held.release();
  expect(told).toEqual(['reply', 'result']);

  faults.add({ kind: 'event', event: 'left', action: 'duplicate', times: 1 });
  faults.event('left', alice, { deliver: () => told.push('left'), afterNext: () => undefined });
  expect(told.slice(2)).toEqual(['left', 'left']);

  vi.useFakeTimers();
  faults.add({ kind: 'delay', request: 'join', ms: 1 });
  faults.answer({ name: 'join', part: 'reply' }, alice, () => told.push('too late'));
  faults.close();
  expect(faults.list()).toEqual([]);
  vi.advanceTimersByTime(10);
  vi.useRealTimers();
  expect(told).not.toContain('too late');
});
