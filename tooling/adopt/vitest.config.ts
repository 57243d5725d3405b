import { pageTests } from '@jackfield/vitest-config';
import type { ViteUserConfig } from 'vitest/config';

const MINUTE = 60_000;
// Whatever a test runs and waits for is bounded by itself; a busy machine takes long over compilers and bundlers.
const preset = pageTests({ include: ['test/*.test.ts'], testTimeout: 15 * MINUTE });

const config: ViteUserConfig = {
  ...preset,
  test: { ...preset.test, hookTimeout: 15 * MINUTE, globalSetup: ['src/pack-packages.ts'] },
};

export default config;
