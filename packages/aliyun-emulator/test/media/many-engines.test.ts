import { cpuUsage, memoryUsage } from 'node:process';

import { expect } from 'vitest';

import { mediaTest as test } from '../support/media-test.ts';
import { SdkUser } from '../support/sdk-user.ts';

test.for([2, 4, 8])('%i engines in one browser context, each publishing one and receiving the rest', { timeout: 120_000 }, async (count, { emulate, rig }) => {
  const emulator = await emulate({ videoCodecs: ['VP8'] });
  const context = await rig.context();
  const users = await Promise.all(
    Array.from({ length: count }, async (_, index) => SdkUser.create(await rig.page(context), `user-${index}`)),
  );
  const looks = users.map((_, index) => ({ hue: (index * 360) / count, toneHz: 400 + index * 150, size: 160, fps: 8 }));
  await Promise.all(users.map((user) => user.join(emulator, 'room1')));
  await Promise.all(users.map((user, index) => user.publish(looks[index] ?? { hue: 0, toneHz: 0 })));
  const others = (user: SdkUser): readonly SdkUser[] => users.filter((other) => other !== user);
  await Promise.all(users.map((user) => Promise.all(others(user).map((other) => user.watch(other.userId)))));
  const seen = await Promise.all(
    users.flatMap((user) =>
      others(user).map((other) => {
        const { hue, toneHz } = looks[users.indexOf(other)] ?? { hue: 0, toneHz: 0 };
        return user.waitForView(other.userId, { hue, toneHz, timeoutMs: 40_000 });
      }),
    ),
  );
  expect(seen).toHaveLength(count * (count - 1));
  expect(emulator.usage()).toMatchObject({ sessions: count, publications: count, subscriptions: count * (count - 1) });

  // What it costs while everyone sees and hears everyone. Printed, not judged: the machine is shared.
  const before = { cpu: cpuUsage(), at: performance.now(), packets: packets(emulator) };
  const target = before.packets + count * 100;
  await emulator.waitFor(() => packets(emulator) >= target, { timeoutMs: 20_000 });
  const spent = cpuUsage(before.cpu);
  const elapsedMs = performance.now() - before.at;
  const share = (spent.user + spent.system) / 1000 / elapsedMs;
  const megabytes = memoryUsage().rss / 2 ** 20;
  console.log(
    `${count} engines: ${seen.length} streams seen and heard, Node at ${(share * 100).toFixed(0)} % of a core over ` +
      `${(elapsedMs / 1000).toFixed(1)} s, ${megabytes.toFixed(0)} MB resident`,
  );
  await Promise.all(users.map((user) => user.must('leaveChannel', [], 20_000)));
  expect(emulator.usage()).toMatchObject({ sessions: 0, publications: 0, subscriptions: 0, allocations: 0, mediaPorts: 0 });
  await context.close();
});

function packets(emulator: { sessions(): readonly { streams: readonly { counters: { packets: number } | undefined }[] }[] }): number {
  return emulator
    .sessions()
    .flatMap(({ streams }) => streams)
    .reduce((sum, { counters }) => sum + (counters?.packets ?? 0), 0);
}
