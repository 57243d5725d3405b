import { leftOut } from '../../left-out.mjs';
import { emptyTally, oneFailed, sum } from './tally.mjs';

/**
 * One failure for each skipped test whose reason is not in the list: on CI nobody would read that it was left out.
 * @param {readonly import('./tally.mjs').Skip[]} skipped
 * @param {readonly import('../../left-out.mjs').LeftOut[]} [known]
 * @returns {import('./tally.mjs').Tally}
 */
export function strangeSkips(skipped, known = leftOut) {
  const isKnown = (/** @type {import('./tally.mjs').Skip} */ { name, reason }) =>
    known.some(({ skip }) => skip !== undefined && new RegExp(skip).test(`${name}: ${reason}`));
  const strange = skipped.filter((skip) => !isKnown(skip));
  return sum([
    emptyTally(),
    ...strange.map(({ name, reason }) =>
      oneFailed(`${name}: skipped (${reason}), and tooling/run/left-out.json does not say that it may be`),
    ),
  ]);
}
