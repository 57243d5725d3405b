import { nodeTests } from '@jackfield/vitest-config';

const preset = nodeTests({ include: ['test/**/*.test.mjs'] });

export default {
  ...preset,
  // It names maps that it does not ship.
  logLevel: 'error',
  // It imports JSON as bundlers do and Node does not.
  test: { ...preset.test, server: { deps: { inline: ['@actions/workflow-parser'] } } },
};
