import { expect, it } from 'vitest';
import { timesTable } from '../lib/lanes/times-table.mjs';

const timing = { lane: 'unit', what: 'packages/core', wallMs: 10_000, processorMs: 15_000, tests: 7 };

it('has a line for each lane, for each of its packages, and for all', () => {
  const timings = [
    { lane: 'lint', what: '', wallMs: 2000, processorMs: 1000, tests: 3 },
    timing,
    { ...timing, what: 'packages/svelte', wallMs: 30_000, tests: 1 },
  ];
  expect(timesTable({ timings, wallMs: 20_000, cores: 2 })).toEqual([
    '                      tests      wall processor     share',
    'lint                      3     2.0 s     1.0 s      25 %',
    'unit                      8    40.0 s    30.0 s      38 %',
    '  packages/core           7    10.0 s    15.0 s      75 %',
    '  packages/svelte         1    30.0 s    15.0 s      25 %',
    'together                 11    20.0 s    31.0 s      78 %',
  ]);
});

it('says where the system does not tell the processor time', () => {
  const [, , line] = timesTable({ timings: [{ ...timing, processorMs: undefined }], wallMs: 1, cores: 2 });
  expect(line).toMatch(/packages\/core +7 +10\.0 s +\? +\?$/);
});
