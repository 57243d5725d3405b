import { browserTests } from '@jackfield/vitest-config/browser';

// Measurements in a real browser, printed.
const preset = browserTests({ include: ['bench/**/*.test.ts'] });

export default { ...preset, test: { ...preset.test, testTimeout: 110_000 } };
