import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { expectAccessible } from '../check-accessibility.ts';
import { comeTo } from '../fake-room.ts';
import { test } from '../fixtures.ts';
import { alice } from '../identities.ts';

test('a trace is saved, loaded and compared in the trouble panel', async ({ arrive, room }, testInfo) => {
  const person = await arrive(alice);
  const { page } = person;
  await comeTo(person, room, 2);
  await person.button('More').click();
  await person.button('Trouble panel').click();
  const tools = page.getByRole('region', { name: 'Trace' });
  const saving = page.waitForEvent('download');
  await tools.getByRole('button', { name: 'Save the trace of Pretend call with bots' }).click();
  const file = testInfo.outputPath('saved.jsonl');
  await (await saving).saveAs(file);
  const text = await readFile(file, 'utf8');
  expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({
    jackfieldTrace: 1,
    adapter: 'fake',
    names: false,
  });
  expect(text).toContain('"name":"doJoin"');
  expect(text).not.toMatch(new RegExp(`Alice|Ada|${room}`));

  await tools.getByLabel('Load a trace').setInputFiles(file);
  await expect(tools.getByRole('status')).toContainText(
    /saved\.jsonl: Pretend call with bots, \d+ lines over \d+ s/,
  );
  const compare = tools.getByRole('button', { name: 'Compare with Pretend call with bots now' });
  await compare.click();
  await expect(tools.getByText('No difference that a rule of calls knows.')).toBeVisible();
  await expectAccessible(page, 'a trace that was loaded');

  await person.button('Microphone').click();
  await expect(person.button('Microphone')).toHaveAttribute('aria-pressed', 'false');
  await compare.click();
  await expect(tools.getByText('They part here first: muting, and changing devices.')).toBeVisible();
  await expect(tools.getByText(/Line \d+, \d+\.\d\d s · /)).toBeVisible();
  await expectAccessible(page, 'traces that were compared');

  await tools.getByLabel('Load a trace').setInputFiles({
    name: 'other.jsonl',
    mimeType: 'application/jsonl',
    buffer: Buffer.from('no trace'),
  });
  await expect(tools.getByRole('alert')).toContainText('This file is no trace');
});
