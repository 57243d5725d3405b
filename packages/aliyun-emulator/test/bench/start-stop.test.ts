import { expect, test } from 'vitest';

import { startAliyunEmulator } from '../../src/index.ts';

const rounds = 20;
const generousMs = 1000;

test('start to ready, and stop, in milliseconds', async () => {
  const starts: number[] = [];
  const stops: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    const emulator = await startAliyunEmulator();
    const ready = performance.now();
    await emulator.stop();
    starts.push(ready - begin);
    stops.push(performance.now() - ready);
  }
  console.log(`start ${describe(starts)}, stop ${describe(stops)} over ${rounds} rounds`);
  expect(median(starts)).toBeLessThan(generousMs);
  expect(median(stops)).toBeLessThan(generousMs);
});

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function describe(values: readonly number[]): string {
  return `median ${median(values).toFixed(1)} ms, worst ${Math.max(...values).toFixed(1)} ms`;
}
