import { expect, it } from 'vitest';
import { tallyOfPlaywright } from '../lib/lanes/playwright-report.mjs';

const spec = (
  /** @type {string} */ title,
  /** @type {string} */ status,
  annotations = /** @type {object[]} */ ([]),
  message = /** @type {string | undefined} */ (undefined),
) => ({
  title,
  tests: [
    {
      status,
      annotations,
      projectName: 'chromium',
      results: [{ errors: message === undefined ? [] : [{ message }] }],
    },
  ],
});

it('counts nested suites, skips with reasons, flaky tests as failures and errors outside of tests', () => {
  const report = {
    suites: [
      {
        title: 'call.spec.ts',
        specs: [spec('joins', 'expected')],
        suites: [
          {
            title: 'lobby',
            specs: [
              spec('previews', 'unexpected', [], 'no picture came\nin 5 s'),
              spec('wobbles', 'flaky'),
              spec('shares', 'skipped', [{ type: 'skip', description: 'no picker' }]),
            ],
          },
        ],
      },
    ],
    errors: [{ message: 'config is broken\nat line 1' }],
  };
  expect(tallyOfPlaywright(report)).toMatchObject({
    passed: 1,
    failed: 3,
    skipped: [{ name: '[chromium] call.spec.ts > lobby > shares', reason: 'no picker' }],
    failures: [
      '[chromium] call.spec.ts > lobby > previews\n      no picture came\n      in 5 s',
      '[chromium] call.spec.ts > lobby > wobbles (flaky)',
      'outside of any test: config is broken',
    ],
  });
});
