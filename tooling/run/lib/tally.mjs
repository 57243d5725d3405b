/**
 * @typedef {object} Skip
 * @property {string} name
 * @property {string} reason
 *
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {Skip[]} skipped
 * @property {string[]} failures one line each: what failed
 */

/** @returns {Tally} */
export function emptyTally() {
  return { passed: 0, failed: 0, skipped: [], failures: [] };
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
  };
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
