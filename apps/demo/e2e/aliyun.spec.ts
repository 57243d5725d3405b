import { expect } from '@playwright/test';
import { startAliyunService, type AliyunService } from './aliyun-service.ts';
import { expectToHear, expectToSee } from './expect-media.ts';
import { test as base } from './fixtures.ts';
import { alice, bob, carol } from './identities.ts';
import type { Person } from './person.ts';
import { expectRefusals } from './refused-to-aliyun.ts';

interface Call {
  readonly service: AliyunService;
  /** Three people who are in the room, each in a tab of a context of its own. */
  readonly people: readonly [Person, Person, Person];
  /** What the service calls somebody. */
  addressOf(person: Person): { readonly room: string; readonly userId: string };
}

const test = base.extend<{ call: Call; service: AliyunService }>({
  service: async ({ browserName: _browserName }, use) => {
    const service = await startAliyunService();
    await use(service);
    await service.stop();
  },
  call: async ({ arrive, room, service, startServer }, use) => {
    const server = await startServer({ environment: service.environment });
    const { expects } = expectRefusals();
    const join = async (identity: typeof alice): Promise<Person> => {
      const person = await arrive(identity, { server, expects });
      await person.join(room, 'aliyun');
      return person;
    };
    await use({
      service,
      people: [await join(alice), await join(bob), await join(carol)],
      addressOf({ name }) {
        const found = service.emulator.sessions().find(({ displayName }) => displayName === name);
        if (!found) throw new Error(`The service knows no ${name}.`);
        return { room, userId: found.userId };
      },
    });
  },
});

/** Everybody sees and hears everybody else, by their own pictures and tones. */
async function expectAll(
  people: readonly Person[],
  bound: { readonly timeout?: number } = {},
): Promise<void> {
  for (const viewer of people) {
    const others = people.filter((person) => person !== viewer).map(({ name }) => name);
    for (const other of others) await expectToSee(viewer, other, bound);
    await expectToHear(viewer, others);
  }
}

// Three tabs of an SDK on a machine that may be busy: each bound below is what one step may take.
test.describe.configure({ timeout: 180_000 });

test('Aliyun: three tabs see and hear each other; one is removed, then the room is closed', async ({
  call,
  room,
}) => {
  const [first, second, third] = call.people;
  await expectAll(call.people);
  call.service.emulator.kick(call.addressOf(third));
  await expect(third.page.getByRole('heading', { name: 'You were removed from the call' })).toBeVisible();
  for (const person of [first, second]) await expect(person.tile('Carol')).toHaveCount(0);
  await expectAll([first, second]);
  call.service.emulator.closeRoom({ room });
  for (const { page } of [first, second]) {
    await expect(page.getByRole('heading', { name: 'The room was closed' })).toBeVisible();
  }
});

test(
  'Aliyun: the service is gone for 20 s and back, and the call goes on',
  { tag: '@long' },
  async ({ call }) => {
    await expectAll(call.people);
    await call.service.suspend();
    const end = performance.now() + 20_000;
    await expect
      .poll(() => performance.now(), { message: '20 s pass', timeout: 30_000, intervals: [500] })
      .toBeGreaterThan(end);
    await call.service.resume();
    for (const viewer of call.people) {
      for (const { name } of call.people) {
        if (name === viewer.name) continue;
        // The SDK takes some seconds to see that media is gone, and core some more to have it published and subscribed again.
        const before = await viewer.picture(name).evaluate((video: HTMLVideoElement) => video.currentTime);
        await expect
          .poll(() => viewer.picture(name).evaluate((video: HTMLVideoElement) => video.currentTime), {
            message: `${viewer.name} sees ${name} again`,
            timeout: 60_000,
          })
          .not.toBe(before);
      }
    }
    // A picture may stop once more on the way back; the SDK gives a connection up after some 14 s.
    await expectAll(call.people, { timeout: 60_000 });
  },
);
