import { pageTests } from '@jackfield/vitest-config';

// Measurements, which no lane runs: what they print is in docs/quality.md.
const preset = pageTests({
  include: ['measures/quality.ts', 'measures/loss.ts', 'measures/tiles.ts'],
  testTimeout: 1_800_000,
});

export default { ...preset, test: { ...preset.test, sequence: { shuffle: false } } };
