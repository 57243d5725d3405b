import { pageTests } from '@jackfield/vitest-config';
import type { ViteUserConfig } from 'vitest/config';

const MINUTE = 60_000;
const preset = pageTests({ include: ['test/*.test.ts'], testTimeout: 5 * MINUTE });

const config: ViteUserConfig = {
  ...preset,
  test: { ...preset.test, hookTimeout: 5 * MINUTE, globalSetup: ['src/pack-packages.ts'] },
};

export default config;
