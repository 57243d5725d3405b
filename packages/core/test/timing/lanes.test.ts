import { expect, it } from 'vitest';
import { createFakeClock } from '../../src/testing/fake-clock.ts';
import { createLanes } from '../../src/timing/lanes.ts';

it('keeps nothing of a lane that is free again, whatever came of its calls', async () => {
  const clock = createFakeClock();
  const busy = new Map<string, Promise<unknown>>();
  const inLanes = createLanes(busy);
  const bound = { clock, ms: 1_000, what: 'Asking' };
  const calls = [
    inLanes(['one'], bound, () => Promise.resolve()),
    inLanes(['one', 'two'], bound, () => Promise.reject(new Error('refused'))),
    inLanes(['three'], bound, () => Promise.resolve()),
  ];
  expect([...busy.keys()]).toEqual(['one', 'two', 'three']);
  await Promise.allSettled(calls);
  await clock.settle();
  expect([...busy.keys()]).toEqual([]);
});

it('keeps a lane whose call has timed out closed until that call settles', async () => {
  const clock = createFakeClock();
  const busy = new Map<string, Promise<unknown>>();
  const inLanes = createLanes(busy);
  let answer = (): void => undefined;
  const late = inLanes(
    ['one'],
    { clock, ms: 1_000, what: 'Asking' },
    () => new Promise<void>((resolve) => (answer = resolve)),
  ).catch((error: unknown) => error);
  await clock.advance(1_000);
  expect(await late).toMatchObject({ code: 'timeout' });
  expect([...busy.keys()]).toEqual(['one']);
  answer();
  await clock.settle();
  expect([...busy.keys()]).toEqual([]);
});
