import { expect, it } from 'vitest';
import { isNoticed } from '../lib/is-noticed.mjs';

it.each([
  ['a test failed', { status: 'Killed' }, true],
  ['a loop had no end', { status: 'Timeout', statusReason: 'Hit limit reached (5001/5000)' }, true],
  ['it was not done in time', { status: 'Timeout' }, false],
  ['every test passed', { status: 'Survived' }, false],
  ['no test runs it', { status: 'NoCoverage' }, false],
  ['the runner broke', { status: 'RuntimeError', statusReason: 'no more memory' }, false],
])('%s', (_, outcome, expected) => {
  expect(isNoticed(outcome)).toBe(expected);
});
