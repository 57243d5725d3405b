// Changes core in many small ways, one at a time and in a copy, and says how many of the changes its tests notice.
//   node mutation.mjs [--mutants N] [--seed N] [--folder NAME] [--cores N] [--full] [--shard N/M] [--again]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { withCopy } from './lib/copy-workspace.mjs';
import { createEquivalents } from './lib/equivalents.mjs';
import { listMutants } from './lib/list-mutants.mjs';
import { mutantKey, sourceOf } from './lib/mutant-key.mjs';
import { runSuite } from './lib/run-suite.mjs';
import { byFolder, folderOf, sampleMutants } from './lib/sample-mutants.mjs';
import { suites } from './suites.mjs';

/** @typedef {import('./lib/mutant-key.mjs').Mutant} Mutant */

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The share of mutants that has to be noticed. */
const goal = 0.9;

/** Where a run keeps what nobody noticed, for the next one. */
const lastMissed = join(root, 'reports/mutation-missed.json');

const { values: given } = parseArgs({
  options: {
    mutants: { type: 'string', default: '800' },
    seed: { type: 'string', default: '1' },
    folder: { type: 'string' },
    cores: { type: 'string', default: '1' },
    full: { type: 'boolean', default: false },
    shard: { type: 'string', default: '1/1' },
    again: { type: 'boolean', default: false },
  },
});

const all = await listMutants(root);
const chosen = choose().filter((mutant) => given.folder === undefined || folderOf(mutant) === given.folder);
const equivalents = createEquivalents(read(new URL('equivalent.json', import.meta.url)), root);
const tried = chosen.filter((mutant) => !equivalents.has(mutant));
const drawn = given.again ? 'missed before' : given.full ? `shard ${given.shard}` : `seed ${given.seed}`;
console.log(
  `${chosen.length} of ${all.length} mutants (${drawn}), of which ${chosen.length - tried.length} change nothing`,
);
const missed = await withCopy(root, tryAll);
for (const mutant of missed) console.log(describe(mutant));
mkdirSync(dirname(lastMissed), { recursive: true });
writeFileSync(
  lastMissed,
  JSON.stringify(
    missed.map((mutant) => toEntry(mutant)),
    undefined,
    2,
  ),
);
for (const [folder, mutants] of byFolder(tried)) {
  const found = mutants.filter((mutant) => !missed.includes(mutant)).length;
  console.log(`${folder.padEnd(12)} ${found} of ${mutants.length} noticed`);
}
const share = tried.length === 0 ? 1 : 1 - missed.length / tried.length;
console.log(`${tried.length - missed.length} of ${tried.length} noticed: ${(100 * share).toFixed(1)} %`);
process.exitCode = share >= goal ? 0 : 1;

/** @returns {readonly Mutant[]} */
function choose() {
  if (given.again) return all.filter(createEquivalents(read(lastMissed), root).has);
  if (!given.full)
    return sampleMutants({ mutants: all, size: Number(given.mutants), seed: Number(given.seed) });
  const [shard = 1, of = 1] = given.shard.split('/').map(Number);
  return all.filter((_, index) => index % of === shard - 1);
}

/**
 * Gives what no suite notices.
 * @param {string} copy
 * @returns {Promise<readonly Mutant[]>}
 */
async function tryAll(copy) {
  let left = tried;
  for (const { name, ...suite } of suites) {
    if (left.length === 0) break;
    const noticed = await runSuite({ ...suite, copy, mutants: left, cores: Number(given.cores) });
    const before = left.length;
    left = left.filter((mutant) => !noticed.has(mutantKey(mutant)));
    console.log(`${name}: ${before - left.length} of ${before} noticed`);
  }
  return left;
}

/** @param {string | URL} file @returns {import('./lib/equivalents.mjs').Equivalent[]} */
function read(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** As `equivalent.json` has it, the reason apart. @param {Mutant} mutant */
function toEntry({ fileName, location: { start }, mutatorName, replacement = '' }) {
  const line = readFileSync(fileName, 'utf8').split('\n')[start.line] ?? '';
  return { file: sourceOf(fileName), line: line.trim(), mutator: mutatorName, replacement, why: '' };
}

/** @param {Mutant} mutant */
function describe(mutant) {
  const { file, line, mutator, replacement } = toEntry(mutant);
  return `- ${file}:${mutant.location.start.line + 1} ${mutator} → ${replacement}\n    ${line}`;
}
