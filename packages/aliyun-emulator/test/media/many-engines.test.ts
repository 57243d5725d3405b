import { cpuUsage, env, memoryUsage } from 'node:process';

import type { Page } from 'playwright';
import { expect, vi } from 'vitest';

import { mediaTest as test } from '../support/media-test.ts';
import type { RemoteView } from '../support/page-types.ts';
import { SdkUser } from '../support/sdk-user.ts';

/** Eight want two cores of their own: beside other lanes some pictures do not come within their time. */
const most = Number(env['JACKFIELD_MANY_ENGINES'] ?? 4);

test.for([2, 4, 8].filter((count) => count <= most))(
  '%i engines in one browser context, each publishing one and receiving the rest',
  { timeout: 180_000 },
  async (count, { emulate, rig }) => {
    const emulator = await emulate({ videoCodecs: ['VP8'] });
    const context = await rig.context();
    // Four to a page: with a process for each, the browser's own start-up would be most of the work.
    const pages = await Promise.all(Array.from({ length: Math.ceil(count / 4) }, () => rig.page(context)));
    const users = await Promise.all(
      Array.from({ length: count }, (_, index) => SdkUser.create(pageOf(pages, index), `user-${index}`)),
    );
    const looks = users.map((_, index) => ({
      hue: (index * 360) / count,
      toneHz: 400 + index * 150,
      size: 96,
      fps: 5,
    }));
    await Promise.all(users.map((user) => user.join(emulator, 'room1')));
    await Promise.all(users.map((user, index) => user.publish(looks[index] ?? { hue: 0, toneHz: 0 })));
    // In rounds: everyone subscribes to the next one, then to the one after, each when the last is seen and heard.
    const seen: RemoteView[] = [];
    for (let step = 1; step < count; step += 1) {
      const views = users.map(async (user, index) => {
        const other = users[(index + step) % count];
        const look = looks[(index + step) % count];
        if (other === undefined || look === undefined) throw new Error('nobody to watch');
        await user.watch(other.userId);
        return user.waitForView(other.userId, { hue: look.hue, toneHz: look.toneHz, timeoutMs: 30_000 });
      });
      seen.push(...(await Promise.all(views)));
    }
    expect(seen).toHaveLength(count * (count - 1));
    expect(emulator.usage()).toMatchObject({
      sessions: count,
      publications: count,
      subscriptions: count * (count - 1),
    });

    // What it costs while everyone sees and hears everyone. Printed, not judged: the machine is shared.
    const before = { cpu: cpuUsage(), at: performance.now(), packets: packets(emulator) };
    const target = before.packets + count * 100;
    await vi.waitFor(
      () => {
        expect(packets(emulator)).toBeGreaterThanOrEqual(target);
      },
      { timeout: 20_000, interval: 50 },
    );
    const spent = cpuUsage(before.cpu);
    const elapsedMs = performance.now() - before.at;
    const share = (spent.user + spent.system) / 1000 / elapsedMs;
    const megabytes = memoryUsage().rss / 2 ** 20;
    console.log(
      `${count} engines: ${seen.length} streams seen and heard, Node at ${(share * 100).toFixed(0)} % of a core over ` +
        `${(elapsedMs / 1000).toFixed(1)} s, ${megabytes.toFixed(0)} MB resident`,
    );
    await Promise.all(users.map((user) => user.must('leaveChannel', [], 20_000)));
    expect(emulator.usage()).toMatchObject({
      sessions: 0,
      publications: 0,
      subscriptions: 0,
      allocations: 0,
      mediaPorts: 0,
    });
    await context.close();
  },
);

function pageOf(pages: readonly Page[], index: number): Page {
  const page = pages[Math.floor(index / 4)];
  if (page === undefined) throw new Error(`no page for engine ${index}`);
  return page;
}

function packets(emulator: {
  sessions(): readonly { streams: readonly { counters: { packets: number } | undefined }[] }[];
}): number {
  return emulator
    .sessions()
    .flatMap(({ streams }) => streams)
    .reduce((sum, { counters }) => sum + (counters?.packets ?? 0), 0);
}
