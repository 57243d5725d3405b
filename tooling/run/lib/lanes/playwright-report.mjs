import { emptyTally, failure, slowestOf } from './tally.mjs';

/**
 * The tally of a Playwright JSON report.
 * @param {any} report
 * @returns {import('./tally.mjs').Tally}
 */
export function tallyOfPlaywright(report) {
  /** @type {import('./tally.mjs').Tally} */
  const tally = emptyTally();
  /** @param {any} suite @param {string[]} above */
  const visit = (suite, above) => {
    const path = suite.title ? [...above, suite.title] : above;
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests ?? []) count({ tally, test, name: [...path, spec.title].join(' > ') });
    }
    for (const inner of suite.suites ?? []) visit(inner, path);
  };
  for (const suite of report.suites ?? []) visit(suite, []);
  for (const error of report.errors ?? []) {
    tally.failed += 1;
    tally.failures.push(`outside of any test: ${String(error.message ?? 'unknown error').split('\n')[0]}`);
  }
  tally.slowest = slowestOf(tally.slowest);
  return tally;
}

/** @param {{ tally: import('./tally.mjs').Tally, test: any, name: string }} found */
function count({ tally, test, name }) {
  const label = test.projectName ? `[${test.projectName}] ${name}` : name;
  const results = test.results ?? [];
  const ms = results.reduce(
    (/** @type {number} */ sum, /** @type {any} */ each) => sum + (each.duration ?? 0),
    0,
  );
  tally.slowest.push({ name: label, ms });
  if (test.status === 'expected') tally.passed += 1;
  else if (test.status === 'skipped') {
    const note = (test.annotations ?? []).find((/** @type {any} */ entry) =>
      ['skip', 'fixme'].includes(entry.type),
    );
    tally.skipped.push({ name: label, reason: note?.description ?? 'no reason given' });
  } else {
    // `flaky` passed only on a second try: here that is a failure.
    tally.failed += 1;
    const what = test.status === 'flaky' ? `${label} (flaky)` : label;
    const errors = results.flatMap((/** @type {any} */ result) => result.errors ?? []);
    tally.failures.push(failure(what, errors[0]?.message));
  }
}
