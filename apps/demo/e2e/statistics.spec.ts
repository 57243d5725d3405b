import { expect, type Locator } from '@playwright/test';
import { expectToSee } from './expect-media.ts';
import { comeTo } from './fake-room.ts';
import { test } from './fixtures.ts';
import { alice, bob } from './identities.ts';
import type { Person } from './person.ts';
import { installRoundTrip } from './round-trip.ts';

/** The numbers that the panel shows below a heading, by what they are called. */
async function readRow(panel: Locator, heading: string): Promise<Readonly<Record<string, string>>> {
  const list = panel
    .getByRole('heading', { name: heading, exact: true })
    .locator('xpath=following-sibling::dl');
  const names = await list.getByRole('term').allTextContents();
  const values = await list.getByRole('definition').allTextContents();
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
}

async function openStatistics(person: Person): Promise<Locator> {
  await person.button('More').click();
  await person.button('Statistics').click();
  return person.page.getByRole('region', { name: 'Statistics' });
}

const number = (text: string | undefined): number => Number(/[\d.]+/.exec(text ?? '')?.[0] ?? Number.NaN);

test('the statistics of a real call are those of the call', async ({ arrive, room }) => {
  const first = await arrive(alice);
  const second = await arrive(bob);
  await first.join(room);
  await second.join(room);
  await expectToSee(first, 'Bob');
  const panel = await openStatistics(first);

  // The pictures of the tests have 20 frames a second, their codec is the browser's, and both ends are this machine.
  await expect
    .poll(async () => number((await readRow(panel, 'Bob'))['Frames']), { message: 'frames of Bob' })
    .toBeGreaterThan(10);
  for (const heading of ['Bob', 'You (sent)']) {
    await expect
      .poll(async () => number((await readRow(panel, heading))['Frames']), { message: `frames: ${heading}` })
      .toBeGreaterThan(0);
    // A bitrate needs two readings.
    await expect
      .poll(async () => number((await readRow(panel, heading))['Bitrate']), {
        message: `bitrate: ${heading}`,
      })
      .toBeGreaterThan(20);
    // How long the way is and what was lost on it the other end reports, in its own time.
    await expect
      .poll(async () => number((await readRow(panel, heading))['Round trip']), {
        message: `round trip: ${heading}`,
      })
      .toBeLessThan(1000);
    await expect
      .poll(async () => (await readRow(panel, heading))['Loss'], { message: `loss: ${heading}` })
      .toMatch(/^\d+\.\d %$/);
    const row = await readRow(panel, heading);
    expect(row['Codec'], heading).toMatch(/VP8|VP9|AV1|H264/i);
    expect(row['Codec'], heading).toMatch(/opus/i);
    expect(row['Bitrate'], heading).toMatch(/^\d+ kbit\/s$/);
    expect(number(row['Frames']), heading).toBeLessThan(30);
  }
  expect((await readRow(panel, 'Bob'))['First picture']).toMatch(/^\d+ ms$/);

  const before = number((await readRow(panel, 'Bob'))['Bitrate']);
  console.log(`Bob: ${JSON.stringify(await readRow(panel, 'Bob'))}`);
  await second.button('Camera').click();
  // What is left is the sound: no picture any more, and fewer bits.
  await expect.poll(async () => (await readRow(panel, 'Bob'))['Frames']).toBe('–');
  await expect
    .poll(async () => number((await readRow(panel, 'Bob'))['Bitrate']), { message: 'without a camera' })
    .toBeLessThan(before);
});

test('a pretend call has statistics, and one audio context for everybody beside that of the meters', async ({
  arrive,
  room,
}) => {
  const person = await arrive(alice, {
    prepare: (context) =>
      context.addInitScript(() => {
        const Real = AudioContext;
        const made: AudioContext[] = [];
        Reflect.set(
          window,
          'AudioContext',
          class extends Real {
            constructor(options?: AudioContextOptions) {
              super(options);
              made.push(this);
            }
          },
        );
        Reflect.set(window, 'openContexts', () => made.filter(({ state }) => state !== 'closed').length);
      }),
  });
  await comeTo(person, room, 12);
  const panel = await openStatistics(person);
  await expect
    .poll(async () => number((await readRow(panel, 'You (sent)'))['Bitrate']))
    .toBeGreaterThan(1_000);
  await expect(panel.getByRole('term').filter({ hasText: /^Bitrate$/ })).toHaveCount(13);
  const open = await person.page.evaluate(() => (Reflect.get(window, 'openContexts') as () => number)());
  // The microphone of this test, the meters, and the voices of twelve people.
  expect(open).toBe(3);
});

test('statistics say in words how the own connection is, and what the numbers of a person mean', async ({
  arrive,
  room,
}) => {
  const first = await arrive(alice, { prepare: (context) => context.addInitScript(installRoundTrip) });
  const second = await arrive(bob);
  await first.join(room);
  await second.join(room);
  await expect(first.tile('Bob')).toBeVisible();
  const panel = await openStatistics(first);
  const own = panel.getByRole('region', { name: 'Your connection' });
  await expect(own).toContainText(/Good|Excellent/);
  await first.page.evaluate(() => (window.roundTrip = 0.9));
  await expect(own).toContainText('Bad: sound breaks up.');
  await expect(first.tile('Alice (you)').getByRole('img', { name: 'Network: bad' })).toBeVisible();
  await expect(panel.getByText('The way is long: answers come late.').first()).toBeVisible();
  await first.page.evaluate(() => (window.roundTrip = 0.01));
  await expect(own).toContainText(/Good|Excellent/);
  await expect(panel.getByText('The way is long: answers come late.')).toHaveCount(0);
});
