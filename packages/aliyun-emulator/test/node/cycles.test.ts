import { expect, test } from 'vitest';

import { startAliyunEmulator } from '../../src/index.ts';
import { PlainClient } from '../support/plain-client.ts';

test('1,000 people join and leave, half of them without a word, and nothing grows', { timeout: 60_000 }, async () => {
  await using emulator = await startAliyunEmulator({ timings: { sessionTimeoutMs: 400 }, limits: { sessions: 120, records: 200 } });
  const watcher = await PlainClient.joined(emulator, 'room1', 'watcher');
  const sockets = (): number => process.getActiveResourcesInfo().filter((kind) => /TCP|UDP/u.test(kind)).length;
  const before = { ...emulator.usage(), sockets: sockets() };
  for (let round = 0; round < 10; round += 1) {
    const clients = await Promise.all(
      Array.from({ length: 100 }, (_, index) => PlainClient.joined(emulator, 'room1', `user-${round}-${index}`)),
    );
    await Promise.all(clients.map((client, index) => (index % 2 === 0 ? client.leave() : client.stopPolling())));
    await watcher.waitFor(() => watcher.events('leave').length === (round + 1) * 100, 10_000);
  }
  await emulator.waitFor(() => emulator.usage().sessions === 1);
  expect(watcher.events('leave')).toHaveLength(1000);
  expect({ ...emulator.usage(), records: 0 }).toEqual({ ...before, records: 0, sockets: undefined });
  expect(emulator.usage().records).toBeLessThanOrEqual(200);
  expect(sockets()).toBeLessThanOrEqual(before.sockets + 4);
  watcher.stopPolling();
});
