import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { alice, bob } from './identities.ts';
import type { Person } from './person.ts';
import { readPicture } from './read-picture.ts';
import { heardBy } from './read-sound.ts';
import { readSentSound, type SentSound } from './read-statistics.ts';

/**
 * How long something may still be heard after the click, in seconds of sound: the law's 200 ms, and what the meter adds.
 * Chromium's `totalAudioEnergy` holds each level for 100 ms and lets it decay, and its reports are up to 50 ms old.
 */
const longestTail = 0.2 + 0.11 + 0.05;

async function sentSound(person: Person): Promise<SentSound> {
  const sound = await readSentSound(person.page);
  if (!sound) throw new Error(`${person.name} sends no sound at all.`);
  return sound;
}

/** Reads the statistics at the instant of the next click on the microphone button, before the app hears of it. */
async function sampleAtClick(person: Person): Promise<() => Promise<number>> {
  await person.button('Microphone').evaluate((button) => {
    const read = async (): Promise<number> => {
      const peer = window.probe.peers.find(({ connectionState }) => connectionState === 'connected');
      const reports = [...((await peer?.getStats())?.values() ?? [])] as Record<string, unknown>[];
      return Number(
        reports.find((report) => report['type'] === 'media-source' && report['kind'] === 'audio')?.[
          'totalAudioEnergy'
        ],
      );
    };
    window.probe.sampled = new Promise<number>((resolve) => {
      button.addEventListener('click', () => resolve(read()), { capture: true, once: true });
    });
  });
  return () => person.page.evaluate(() => window.probe.sampled ?? Promise.reject(new Error('No click.')));
}

test('a muted microphone is silent on the wire and at the other side, and says so', async ({
  arrive,
  room,
}) => {
  const sender = await arrive(alice);
  const receiver = await arrive(bob);
  await sender.join(room);
  await receiver.join(room);
  await expect.poll(() => heardBy(receiver.page)).toEqual(['Alice']);

  const before = await sentSound(sender);
  await expect.poll(async () => (await sentSound(sender)).duration).toBeGreaterThan(before.duration + 0.5);
  const loud = await sentSound(sender);
  const energyPerSecond = (loud.energy - before.energy) / (loud.duration - before.duration);
  expect(energyPerSecond).toBeGreaterThan(0.01);

  const energyAtClick = await sampleAtClick(sender);
  const button = sender.button('Microphone');
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'false');

  await expect.poll(async () => (await sentSound(sender)).level).toBe(0);
  const silent = await sentSound(sender);
  expect(silent.energy - (await energyAtClick())).toBeLessThanOrEqual(energyPerSecond * longestTail);

  // A whole second of the wire, and not a sound in it.
  await expect.poll(async () => (await sentSound(sender)).duration).toBeGreaterThan(silent.duration + 1);
  expect((await sentSound(sender)).energy).toBe(silent.energy);

  await expect.poll(() => heardBy(receiver.page)).toEqual(['silence']);
  await expect(receiver.tile('Alice').getByRole('img', { name: 'Microphone muted' })).toBeVisible();

  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => heardBy(receiver.page)).toEqual(['Alice']);
  await expect(receiver.tile('Alice').getByRole('img', { name: 'Microphone muted' })).toHaveCount(0);
});

test('joining muted never makes a sound', async ({ arrive, room }) => {
  const sender = await arrive(alice);
  const receiver = await arrive(bob);
  await receiver.join(room);
  await sender.open(room);
  await expect(sender.button('Microphone')).toHaveAttribute('aria-pressed', 'true');
  await sender.button('Microphone').click();
  await expect(sender.button('Microphone')).toHaveAttribute('aria-pressed', 'false');
  await sender.enter();
  await expect.poll(async () => (await readPicture(receiver.picture('Alice'))).of).toBe('Alice');
  await expect(receiver.tile('Alice').getByRole('img', { name: 'Microphone muted' })).toBeVisible();
  expect((await readSentSound(sender.page))?.energy ?? 0).toBe(0);
  await sender.button('Microphone').click();
  await expect.poll(() => heardBy(receiver.page)).toEqual(['Alice']);
});

test('a camera that is off shows a face, not a frozen picture', async ({ arrive, room }) => {
  const sender = await arrive(alice);
  const receiver = await arrive(bob);
  await sender.join(room);
  await receiver.join(room);
  await expect.poll(async () => (await readPicture(receiver.picture('Alice'))).of).toBe('Alice');

  await sender.button('Camera').click();
  await expect(receiver.tile('Alice').getByText('A', { exact: true })).toBeVisible();
  await sender.button('Camera').click();
  await expect(receiver.tile('Alice').getByText('A', { exact: true })).toHaveCount(0);
  const { code } = await readPicture(receiver.picture('Alice'));
  await expect.poll(async () => (await readPicture(receiver.picture('Alice'))).code).not.toBe(code);
});
