import { checkLanes } from '../lanes.mjs';
import { leftOut } from '../left-out.mjs';
import { workspacePackages } from './workspace.mjs';

/**
 * Prints what the lanes are and where they run, and what `npm test` leaves out.
 * @param {readonly import('../lanes.mjs').Lane[]} lanes
 */
export function printLanes(lanes) {
  for (const { name, title, script } of lanes) {
    const where = script === undefined ? '' : ` (package script "${script}")`;
    const also = checkLanes.includes(name) ? ' (also in "npm run check")' : '';
    console.log(`${name.padEnd(16)}${title}${where}${also}`);
    const paths = workspacePackages().flatMap(({ path, manifest }) =>
      script && manifest.scripts?.[script] ? [path] : [],
    );
    if (paths.length > 0) console.log(`${' '.repeat(16)}${paths.join(', ')}`);
  }
  console.log('\nLeft out of "npm test" and of CI:');
  for (const { what, reason, command } of leftOut) console.log(`  - ${what}: ${reason}; ${command}`);
}
