import { readFileSync } from 'node:fs';
import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { createSession } from '@jackfield/core';
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Call } from '../test-media/Call.tsx';

it('is rendered on a server, where there is no device, no window and no call', async () => {
  const session = createSession(fake(createFakeCloud()));
  const html = renderToString(<Call session={session} room="studio" userId="ann" />);
  expect(html).toContain('<p role="status">idle</p>');
  await session.dispose();
});

it('makes a call of at most 80 lines, which is the one that the README shows', () => {
  const sample = readFileSync(new URL('../test-media/Call.tsx', import.meta.url), 'utf8');
  expect(readFileSync(new URL('../README.md', import.meta.url), 'utf8')).toContain(sample);
  expect(sample.trimEnd().split('\n').length).toBeLessThanOrEqual(80);
});
