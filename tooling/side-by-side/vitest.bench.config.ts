import { pageTests } from '@jackfield/vitest-config';

// Measurements, which no lane runs: what they print is in docs/performance.md.
const preset = pageTests({ include: ['measures/speed.ts', 'measures/crowd.ts'], testTimeout: 1_800_000 });

export default { ...preset, test: { ...preset.test, sequence: { shuffle: false } } };
