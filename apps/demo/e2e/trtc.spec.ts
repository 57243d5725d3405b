import { expect } from '@playwright/test';
import { startTrtcEmulator } from '@jackfield/trtc-emulator';
import { expectToHear } from './expect-media.ts';
import { test } from './fixtures.ts';
import { alice, bob, carol } from './identities.ts';
import type { Person } from './person.ts';
import { readPicture } from './read-picture.ts';

/** The vendor has no names, and the demo calls everybody so. */
const guest = 'Guest';

// Three tabs of an SDK on a machine that may be busy.
test.describe.configure({ timeout: 180_000 });

test('TRTC: three tabs see and hear each other; one is removed, then the room is closed', async ({
  arrive,
  room,
  startServer,
}) => {
  const secretKey = 'a key that no page may see';
  await using emulator = await startTrtcEmulator({
    controlPort: false,
    apps: [{ sdkAppId: 1_400_000_001, secretKey }],
  });
  const server = await startServer({
    environment: {
      TRTC_SDK_APP_ID: '1400000001',
      TRTC_SECRET_KEY: secretKey,
      TRTC_WEBSOCKET_PROXY: emulator.url,
      TRTC_LOGGER_PROXY: emulator.loggerUrl,
    },
  });
  const people: Person[] = [];
  const userIds: string[] = [];
  for (const identity of [alice, bob, carol]) {
    // The SDK writes styles into elements, which the policy refuses and it survives.
    const expects = (complaint: string): boolean => complaint.includes('Applying inline style violates');
    const person = await arrive(identity, { server, expects });
    await person.join(room, 'trtc');
    people.push(person);
    const found = emulator.sessions().find(({ userId }) => !userIds.includes(userId));
    userIds.push(found?.userId ?? '');
  }
  const expectAll = async (count: number): Promise<void> => {
    for (const viewer of people.slice(0, count)) {
      const others = people.slice(0, count).filter((person) => person !== viewer);
      const names = others.map(({ name }) => name).sort();
      await expect.poll(() => seenBy(viewer), { message: `${viewer.name} sees` }).toEqual(names);
      await expectToHear(viewer, names);
    }
  };
  await expectAll(3);
  const [first, second, third] = people;
  if (!first || !second || !third) throw new Error('Three people came.');
  // It is no real service, and the page does not say so: nobody can tell what is behind a proxy.
  await expect(first.page.getByText('Tencent RTC · by proxy', { exact: true })).toBeVisible();
  emulator.kick({ room, userId: userIds[2] ?? '' });
  await expect(third.page.getByRole('heading', { name: 'You were removed from the call' })).toBeVisible();
  await expect(first.tile(guest)).toHaveCount(1);
  await expectAll(2);
  emulator.disband({ room });
  for (const { page } of [first, second])
    await expect(page.getByRole('heading', { name: 'The room was closed' })).toBeVisible();
});

/** Whose pictures somebody sees. */
async function seenBy(viewer: Person): Promise<readonly (string | undefined)[]> {
  const pictures = await viewer.picture(guest).all();
  return (await Promise.all(pictures.map(async (picture) => (await readPicture(picture)).of))).sort();
}
