import { expect, it } from 'vitest';
import { tallyOf } from '../lib/lanes/vitest-reporter.mjs';

const test = (
  /** @type {string} */ fullName,
  /** @type {string} */ state,
  /** @type {string[]} */ tags = [],
) => ({
  fullName,
  tags,
  options: {},
  result: () => ({ state, errors: [] }),
  diagnostic: () => undefined,
});

/** @param {{ tagsFilter?: string[], tests: ReturnType<typeof test>[] }} run */
const countOf = ({ tagsFilter, tests }) => {
  const module = {
    relativeModuleId: 'a.test.ts',
    errors: () => [],
    children: {
      allSuites: () => [],
      allTests: () => tests.map((each) => ({ ...each, project: { config: { tagsFilter } } })),
    },
  };
  const { passed, skipped } = tallyOf({
    modules: [/** @type {import('vitest/node').TestModule} */ (/** @type {unknown} */ (module))],
    unhandled: [],
  });
  return { passed, skipped: skipped.map(({ name }) => name) };
};

it('counts no test that the filter of tags leaves to another lane, and every other one that is skipped', () => {
  const tests = (/** @type {'short' | 'long'} */ ran) => [
    test('a short one', ran === 'short' ? 'passed' : 'skipped'),
    test('a long one', ran === 'long' ? 'passed' : 'skipped', ['long']),
    test('a short one that needs a printer', 'skipped'),
    test('a long one that needs a printer', 'skipped', ['long']),
  ];
  expect(countOf({ tests: tests('short') })).toEqual({
    passed: 1,
    skipped: [
      'a.test.ts > a long one',
      'a.test.ts > a short one that needs a printer',
      'a.test.ts > a long one that needs a printer',
    ],
  });
  expect(countOf({ tagsFilter: ['not long'], tests: tests('short') })).toEqual({
    passed: 1,
    skipped: ['a.test.ts > a short one that needs a printer'],
  });
  expect(countOf({ tagsFilter: ['long'], tests: tests('long') })).toEqual({
    passed: 1,
    skipped: ['a.test.ts > a long one that needs a printer'],
  });
});
