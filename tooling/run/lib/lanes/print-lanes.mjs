import { checkLanes, lanes as allLanes } from '../../lanes.mjs';
import { leftOut } from '../../left-out.mjs';
import { workspacePackages } from '../workspace/workspace.mjs';

/**
 * Prints what the lanes are and where they run, and what `npm test` leaves out.
 * @param {readonly import('../../lanes.mjs').Lane[]} lanes
 */
export function printLanes(lanes) {
  for (const { name, title, script, budgetSeconds } of lanes) {
    const where = script === undefined ? '' : ` (package script "${script}")`;
    const budget = budgetSeconds === undefined ? '' : `, ${budgetSeconds} s`;
    const also = checkLanes.includes(name) ? ' (also in "npm run check")' : '';
    console.log(`${name.padEnd(16)}${title}${budget}${where}${also}`);
    const paths = workspacePackages().flatMap(({ path, manifest }) =>
      script && manifest.scripts?.[script] ? [path] : [],
    );
    if (paths.length > 0) console.log(`${' '.repeat(16)}${paths.join(', ')}`);
  }
  console.log('\nLeft out of "npm test" and of CI:');
  for (const { name, title, onlyNamed } of allLanes)
    if (onlyNamed !== undefined)
      console.log(`  - lane ${name}, ${title}: ${onlyNamed}; npm test -- --lane ${name}`);
  for (const { what, reason, command } of leftOut) console.log(`  - ${what}: ${reason}; ${command}`);
}
