import { stripVTControlCharacters } from 'node:util';

/**
 * @typedef {object} Skip
 * @property {string} name
 * @property {string} reason
 *
 * @typedef {object} SlowTest
 * @property {string} name
 * @property {number} ms
 *
 * @typedef {object} Timing what one job of a lane took
 * @property {string} lane
 * @property {string} what the package, or the part of the lane
 * @property {number} wallMs
 * @property {number | undefined} processorMs of every process that it started; undefined where the system cannot tell
 * @property {number} tests
 *
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {Skip[]} skipped
 * @property {string[]} failures what failed, and below it the first lines of why
 * @property {SlowTest[]} slowest the ten that took longest, longest first
 * @property {Timing[]} timings
 */

/** @returns {Tally} */
export function emptyTally() {
  return { passed: 0, failed: 0, skipped: [], failures: [], slowest: [], timings: [] };
}

/** A tally of one check that passed. @returns {Tally} */
export function onePassed() {
  return { ...emptyTally(), passed: 1 };
}

/**
 * A tally of one check that failed.
 * @param {string} what
 * @returns {Tally}
 */
export function oneFailed(what) {
  return { ...emptyTally(), failed: 1, failures: [what] };
}

/** So much of why something failed stands in the summary: enough to tell a wrong figure from a time that ran out. */
const whyLines = 6;

/**
 * What failed and why, for the summary: the output above it may be long, or cut off.
 * @param {string} what
 * @param {string | undefined} why
 */
export function failure(what, why) {
  const lines = stripVTControlCharacters(why ?? '')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .slice(0, whyLines);
  return [what, ...lines.map((line) => `      ${line}`)].join('\n');
}

/**
 * @param {Tally[]} tallies
 * @returns {Tally}
 */
export function sum(tallies) {
  return {
    passed: tallies.reduce((total, { passed }) => total + passed, 0),
    failed: tallies.reduce((total, { failed }) => total + failed, 0),
    skipped: tallies.flatMap(({ skipped }) => skipped),
    failures: tallies.flatMap(({ failures }) => failures),
    slowest: slowestOf(tallies.flatMap(({ slowest }) => slowest)),
    timings: tallies.flatMap(({ timings }) => timings),
  };
}

const slowestShown = 10;

/**
 * The ten that took longest, longest first.
 * @param {readonly SlowTest[]} tests
 */
export function slowestOf(tests) {
  return [...tests].sort((a, b) => b.ms - a.ms).slice(0, slowestShown);
}

/**
 * The last line of every run.
 * @param {Tally} tally
 */
export function lastLine({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}

/**
 * Nothing having run is a failure too: a green run that checked nothing says nothing.
 * @param {Tally} tally
 */
export function exitCodeOf({ passed, failed }) {
  return failed > 0 || passed === 0 ? 1 : 0;
}
