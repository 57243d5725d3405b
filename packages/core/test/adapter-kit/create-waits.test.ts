import { createWaits } from '@jackfield/core/adapter-kit';
import { createFakeClock } from '@jackfield/core/testing';
import { expect, it } from 'vitest';

const never = new Promise<never>(() => undefined);

it('tells whether a call succeeded in time', async () => {
  const clock = createFakeClock();
  const waits = createWaits(clock);
  await expect(waits.within(1_000, Promise.resolve())).resolves.toBe(true);
  const slow = waits.within(1_000, never);
  await clock.advance(1_000);
  await expect(slow).resolves.toBe(false);
  expect(clock.pending).toBe(0);
});

it('tells what a call was refused with, in time and late', async () => {
  const clock = createFakeClock();
  const waits = createWaits(clock);
  const refusals: unknown[] = [];
  await expect(
    waits.within(1_000, Promise.reject(new Error('no')), (cause) => refusals.push(cause)),
  ).resolves.toBe(false);
  let refuse = (_cause: unknown): void => undefined;
  const work = new Promise<never>((_resolve, reject) => (refuse = reject));
  const slow = waits.within(10, work, (cause) => refusals.push(cause));
  await clock.advance(10);
  await expect(slow).resolves.toBe(false);
  refuse('late');
  await clock.settle();
  expect(refusals).toEqual([new Error('no'), 'late']);
  expect(clock.pending).toBe(0);
});

it('ends all of them at once, those that are begun later too', async () => {
  const clock = createFakeClock();
  const waits = createWaits(clock);
  const waiting = [waits.pass(1_000), waits.within(1_000, never)];
  waits.end();
  await expect(Promise.all(waiting)).resolves.toEqual([undefined, false]);
  await expect(waits.pass(1_000)).resolves.toBeUndefined();
  expect(clock.pending).toBe(0);
});
