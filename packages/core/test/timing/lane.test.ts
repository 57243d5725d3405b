import { expect, it } from 'vitest';
import { createFakeClock } from '../../src/testing/fake-clock.ts';
import { createLane } from '../../src/timing/lane.ts';

it('runs what comes while another task runs after that one, also when tasks before it have ended', async () => {
  const lane = createLane('camera');
  const log: string[] = [];
  const ends: (() => void)[] = [];
  const begin = (name: string): Promise<void> =>
    lane.run({}, () => {
      log.push(name);
      return new Promise((resolve) => ends.push(resolve));
    });
  const clock = createFakeClock();
  const all = [begin('first'), begin('second')];
  ends.shift()?.();
  await clock.settle();
  expect(log).toEqual(['first', 'second']);
  all.push(begin('third'));
  expect(log).toEqual(['first', 'second']);
  ends.shift()?.();
  await clock.settle();
  ends.shift()?.();
  await Promise.all(all);
  expect(log).toEqual(['first', 'second', 'third']);
});

it('listens no longer to the signal of a task that is done', async () => {
  const lane = createLane('camera');
  const controller = new AbortController();
  const listening: string[] = [];
  const { signal } = controller;
  const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
  Object.assign(signal, {
    addEventListener(name: string, listener: () => void) {
      listening.push(name);
      add(name, listener);
    },
    removeEventListener(name: string, listener: () => void) {
      listening.splice(listening.indexOf(name), 1);
      remove(name, listener);
    },
  });
  await lane.run({ signal }, () => Promise.resolve());
  await createFakeClock().settle();
  expect(listening).toEqual([]);
});
