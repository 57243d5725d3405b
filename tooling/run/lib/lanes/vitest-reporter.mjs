import { writeFileSync } from 'node:fs';
import { emptyTally, failure, slowestOf } from './tally.mjs';

/**
 * Writes what vitest ran as a tally. Vitest's own JSON has neither the reasons of skipped tests nor the errors
 * outside of tests, and both must be counted.
 */
export default class TallyReporter {
  /** @type {number | undefined} */
  #seed;

  /** @param {import('vitest/node').Vitest} vitest */
  onInit(vitest) {
    this.#seed = vitest.config.sequence.seed;
  }

  /**
   * Says at once why a test failed: where a run is ended from outside, its summary never comes.
   * @param {import('vitest/node').TestCase} test
   */
  onTestCaseResult(test) {
    const result = test.result();
    if (result.state !== 'failed') return;
    const name = `${test.module.relativeModuleId} > ${test.fullName} (seed ${this.#seed})`;
    console.log(failure(`✗ ${name}`, result.errors[0]?.message));
  }

  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandled
   */
  onTestRunEnd(modules, unhandled) {
    const file = process.env['JACKFIELD_TALLY_FILE'];
    if (!file) return;
    writeFileSync(file, JSON.stringify({ ...tallyOf({ modules, unhandled }), seed: this.#seed }));
  }
}

/**
 * @param {{ modules: readonly import('vitest/node').TestModule[], unhandled: readonly unknown[] }} run
 * @returns {import('./tally.mjs').Tally}
 */
export function tallyOf({ modules, unhandled }) {
  /** @type {import('./tally.mjs').Tally} */
  const tally = emptyTally();
  /** @type {import('./tally.mjs').SlowTest[]} */
  const durations = [];
  const fail = (/** @type {string} */ what) => {
    tally.failed += 1;
    tally.failures.push(what);
  };
  for (const testModule of modules) {
    for (const error of testModule.errors()) fail(`${testModule.relativeModuleId}: ${error.message}`);
    for (const suite of testModule.children.allSuites()) {
      for (const error of suite.errors())
        fail(`${testModule.relativeModuleId} > ${suite.fullName}: ${error.message}`);
    }
    for (const test of testModule.children.allTests()) {
      if (isOfAnotherLane(test)) continue;
      const result = test.result();
      const name = `${testModule.relativeModuleId} > ${test.fullName}`;
      durations.push({ name, ms: test.diagnostic()?.duration ?? 0 });
      if (result.state === 'passed') tally.passed += 1;
      else if (result.state === 'failed') fail(failure(name, result.errors[0]?.message));
      else if (result.state === 'skipped')
        tally.skipped.push({ name, reason: result.note || skipReason(test) });
      else fail(`${name} (never finished)`);
    }
  }
  for (const error of unhandled) {
    fail(
      `outside of any test: ${error instanceof Error || isErrorLike(error) ? error.message : String(error)}`,
    );
  }
  tally.slowest = slowestOf(durations);
  return tally;
}

/**
 * Tells whether the filter of tags that the script names leaves a test to another lane: it is none of those that were skipped.
 * @param {import('vitest/node').TestCase} test
 */
function isOfAnotherLane(test) {
  const filter = test.project.config.tagsFilter?.join() ?? '';
  const isLong = test.tags.includes('long');
  return filter === 'long' ? !isLong : filter === 'not long' && isLong;
}

/** @param {import('vitest/node').TestCase} test */
function skipReason(test) {
  return test.options.mode === 'todo' ? 'todo' : 'no reason given';
}

/**
 * @param {unknown} value
 * @returns {value is { message: string }}
 */
function isErrorLike(value) {
  return (
    typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string'
  );
}
