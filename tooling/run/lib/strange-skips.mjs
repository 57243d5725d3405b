import { leftOut } from '../left-out.mjs';
import { emptyTally, oneFailed, sum } from './tally.mjs';

/**
 * One failure for each skipped test whose reason is not in the list: on CI nobody would read that it was left out.
 * @param {readonly import('./tally.mjs').Skip[]} skipped
 * @param {readonly import('../left-out.mjs').LeftOut[]} [known]
 * @returns {import('./tally.mjs').Tally}
 */
export function strangeSkips(skipped, known = leftOut) {
  const strange = skipped.filter(({ name }) => !known.some(({ skip }) => skip?.test(name)));
  return sum([
    emptyTally(),
    ...strange.map(({ name, reason }) =>
      oneFailed(`${name}: skipped (${reason}), and tooling/run/left-out.mjs does not say that it may be`),
    ),
  ]);
}
