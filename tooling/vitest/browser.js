import { mediaLaunchOptions } from '@jackfield/browser';
import { playwright } from '@vitest/browser-playwright';
import { sourceConditions, strictRun } from './index.js';

/** @param {Parameters<typeof import('./browser.js').browserTests>[0]} [options] */
export function browserTests({
  include = ['test-media/**/*.test.ts'],
  launch = {},
  setupFiles = [],
  plugins = [],
} = {}) {
  return {
    plugins,
    resolve: { conditions: ['browser', ...sourceConditions] },
    test: {
      ...strictRun,
      include,
      setupFiles,
      // A bound for hangs on a busy machine, not a measure of speed.
      testTimeout: 30_000,
      fileParallelism: false,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({
          launchOptions: mediaLaunchOptions(launch),
          contextOptions: { permissions: ['camera', 'microphone'] },
        }),
        instances: [{ browser: 'chromium' }],
        api: { host: '127.0.0.1' },
      },
    },
  };
}
