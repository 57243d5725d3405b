import { expect, test } from 'vitest';

import { startAliyunEmulator } from '../../src/index.ts';
import { PlainClient } from '../support/plain-client.ts';

const rounds = 50;
const together = 20;

test(
  '1,000 people join and leave, the last of them without a word, and nothing grows',
  { timeout: 120_000 },
  async () => {
    const limits = { sessions: 60, records: 200 };
    await using emulator = await startAliyunEmulator({ timings: { sessionTimeoutMs: 3000 }, limits });
    const watcher = await PlainClient.joined(emulator, 'room1', 'watcher');
    const sockets = (): number =>
      process.getActiveResourcesInfo().filter((kind) => /TCP|UDP/u.test(kind)).length;
    const before = { usage: emulator.usage(), sockets: sockets() };
    for (let round = 1; round <= rounds; round += 1) {
      const clients = await Promise.all(
        Array.from({ length: together }, (_, index) =>
          PlainClient.joined(emulator, 'room1', `user-${round}-${index}`),
        ),
      );
      if (round < rounds) await Promise.all(clients.map((client) => client.leave()));
      else for (const client of clients) client.stopPolling();
      await watcher.until(() => watcher.events('leave')[round * together - 1], 20_000);
    }
    await emulator.waitFor(() => emulator.usage().sessions === 1);
    expect(watcher.events('join')).toHaveLength(rounds * together);
    expect(watcher.events('leave')).toHaveLength(rounds * together);
    expect({ ...emulator.usage(), records: 0 }).toEqual({ ...before.usage, records: 0 });
    expect(emulator.usage().records).toBeLessThanOrEqual(limits.records);
    expect(sockets()).toBeLessThanOrEqual(before.sockets + 4);
    watcher.stopPolling();
  },
);
