import { expect, test } from 'vitest';

import { startAliyunEmulator, type LogEntry } from '../../src/index.ts';
import { PlainClient } from '../support/plain-client.ts';

test('the record and the log tell what happened and hold no secret', async () => {
  const log: LogEntry[] = [];
  await using emulator = await startAliyunEmulator({
    apps: [{ appId: 'shop', appKey: 'the-app-key' }],
    log: (entry) => log.push(entry),
  });
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  const jsep = { type: 'offer', sdp: 'v=0\r\na=ice-pwd:the-ice-password\r\na=fingerprint:sha-256 AA:BB\r\n' };
  await alice.ask('publish', { query: { callid: 'c1' }, body: { jsep, streams: [] } });
  await new PlainClient(emulator, { ...alice.auth, token: 'a-wrong-token' }, alice.session).ask('leave');
  await alice.leave();
  const kinds = emulator.records().map(({ kind, name, userId }) => `${kind} ${name} ${String(userId)}`);
  expect(kinds).toEqual(
    expect.arrayContaining([
      'request allocate alice',
      'reply join alice',
      'delivered result alice',
      'request leave alice',
    ]),
  );
  expect(log.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['ready', 'joined', 'refused', 'left']),
  );
  const text = JSON.stringify([emulator.records(), log]);
  const secrets = [
    alice.auth.token,
    alice.auth.nonce,
    alice.session,
    'the-app-key',
    'the-ice-password',
    'a-wrong-token',
    emulator.controlToken,
  ];
  for (const secret of secrets) expect(text).not.toContain(secret);
  // The record says who did what, for whoever tests with it; the log, which is kept and passed on, does not.
  for (const person of ['alice', 'room1']) expect(JSON.stringify(log)).not.toContain(person);
  expect(emulator.counts()).toMatchObject({ joined: 1, left: 1 });
  expect(text).toContain('a=ice-pwd:[redacted]');
});

test('waiting for a record: one that is past, one that comes, one that does not', async () => {
  await using emulator = await startAliyunEmulator();
  const coming = emulator.waitFor(({ name }) => name === 'join');
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  const { sequence } = await coming;
  expect(await emulator.waitFor(({ name }) => name === 'join')).toMatchObject({ sequence });
  await expect(emulator.waitFor(() => false, { timeoutMs: 10 })).rejects.toMatchObject({ code: 'not-found' });
  expect(emulator.records(sequence).every((entry) => entry.sequence > sequence)).toBe(true);
  await alice.leave();
});

test('a log that throws does not disturb anyone', async () => {
  await using emulator = await startAliyunEmulator({
    log: () => {
      throw new Error('disk full');
    },
  });
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  await alice.leave();
});
