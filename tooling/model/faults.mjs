// Brings every fault of `faults/` back, one at a time and in a copy of the sources, and says whether the search finds it: a scenario
// that breaks a rule with the fault and none without it.
//   node faults.mjs [NAME …]
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, withBundle } from './bundle.mjs';
import { runShard } from './shard.mjs';

/** @typedef {{ violation: string, seed: number, scenario: object }} Found */

const folder = fileURLToPath(new URL('faults/', import.meta.url));
/** How long one fault may stay hidden, in milliseconds, and how many runs a shard plays for it. */
const limitMs = 90_000;
const maxRuns = 50_000;

const named = process.argv.slice(2);
const patches = readdirSync(folder)
  .filter(
    (name) => name.endsWith('.patch') && (named.length === 0 || named.includes(basename(name, '.patch'))),
  )
  .sort();
let hidden = 0;
await withBundle(async (mended) => {
  for (const patch of patches) await check(patch, mended);
});
console.log(`${patches.length - hidden} of ${patches.length} faults found`);
process.exitCode = hidden > 0 || patches.length === 0 ? 1 : 0;

/**
 * Tells whether one fault is found.
 * @param {string} patch
 * @param {string} mended the bundle of the sources as they are
 */
async function check(patch, mended) {
  const started = Date.now();
  const any = await search(patch);
  const other = any && (await violationOf(any.scenario, mended));
  if (other) console.log(`  ${basename(patch, '.patch')}: what was found is another fault: ${other}`);
  const found = other ? undefined : any;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (!found) hidden += 1;
  console.log(
    `${found ? '✓' : '✗'} ${basename(patch, '.patch')}: ${found ? `${found.violation.slice(0, 110)}, seed ${found.seed}` : 'not found'} (${seconds} s)`,
  );
}

/**
 * What a scenario breaks, if anything.
 * @param {object} scenario
 * @param {string} bundle
 * @returns {Promise<string | undefined>}
 */
async function violationOf(scenario, bundle) {
  const scratch = mkdtempSync(join(tmpdir(), 'jackfield-scenario-'));
  const file = join(scratch, 'scenario.json');
  let violation;
  try {
    writeFileSync(file, JSON.stringify(scenario));
    await runShard(bundle, { replay: [file] }, (line) => (violation = line.violation));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return violation;
}

/**
 * What the search finds with a fault brought back.
 * @param {string} patch
 * @returns {Promise<Found | undefined>}
 */
async function search(patch) {
  const changed = mkdtempSync(join(tmpdir(), 'jackfield-fault-'));
  try {
    for (const name of ['core', 'adapter-fake'])
      cpSync(join(root, 'packages', name, 'src'), join(changed, 'packages', name, 'src'), {
        recursive: true,
      });
    execFileSync('git', ['apply', '-C1', join(folder, patch)], { cwd: changed, stdio: 'pipe' });
    /** @type {Found | undefined} */
    let found;
    await withBundle(
      async (bundle) => {
        const over = new AbortController();
        const receive = (/** @type {any} */ line) => {
          found ??= line.found;
          if (found) over.abort();
        };
        const shards = Array.from({ length: availableParallelism() }, (_, index) =>
          runShard(bundle, requestFor(patch, index), receive, over.signal),
        );
        await Promise.all(shards);
      },
      { changed },
    );
    return found;
  } finally {
    rmSync(changed, { recursive: true, force: true });
  }
}

/**
 * A patch names the operations among which it is found soon.
 * @param {string} patch
 * @param {number} index
 */
function requestFor(patch, index) {
  const [, names] = /^among: (.+)$/m.exec(readFileSync(join(folder, patch), 'utf8')) ?? [];
  return {
    seed: 1 + index * 10_000_019,
    ...(names === undefined ? {} : { among: names.split(' ') }),
    untilMs: Date.now() + limitMs,
    maxRuns,
    ignore: [],
    replay: [],
  };
}
