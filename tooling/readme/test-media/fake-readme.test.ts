import { expect, test, vi } from 'vitest';

test('the examples of the fake adapter run, and print what they say', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  await import('virtual:readme/fake-1');
  await import('virtual:readme/fake-2');
  await import('virtual:readme/fake-3');
  await expect
    .poll(() => log.mock.calls.map(([text]: unknown[]) => text))
    .toEqual(['room-full', 'leaving', 'ended']);
});
