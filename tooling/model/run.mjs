// Plays random scenarios on every core, for a time or a number of runs, and prints what was found and what was reached:
//   node run.mjs --seconds 60 | --minutes 10 | --runs 100000   [--seed N] [--shards N] [--counts] [--save FOLDER]
//   [--among OPERATION …]  lets no other operations happen
//   node run.mjs --replay FILE [FILE …]   plays kept scenarios and says which break a rule
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { withBundle } from './bundle.mjs';
import { runShard } from './shard.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string' },
    minutes: { type: 'string' },
    runs: { type: 'string' },
    seed: { type: 'string' },
    shards: { type: 'string' },
    ignore: { type: 'string', multiple: true, default: [] },
    among: { type: 'string', multiple: true },
    replay: { type: 'boolean', default: false },
    save: { type: 'string' },
    counts: { type: 'boolean', default: false },
  },
});
const started = Date.now();
const minutes = values.minutes ?? process.env['JACKFIELD_SOAK_MINUTES'];
const budget = values.minutes ? undefined : process.env['JACKFIELD_BUDGET_SECONDS'];
const seconds = Number(values.seconds ?? budget ?? 60 * Number(minutes ?? (values.runs ? 600 : 1)));
const shards = values.replay
  ? 1
  : Number(values.shards ?? process.env['JACKFIELD_CORES'] ?? availableParallelism());
// The lane plays the same scenarios at every commit, so that a change fails for what it breaks alone; a soak searches anew.
const usual = budget === undefined ? started % 1_000_000_000 : 8_000_000;
const seed = Number(values.seed ?? process.env['JACKFIELD_SEED'] ?? usual);
const maxRuns = Math.ceil(Number(values.runs ?? 1e12) / shards);

let violations = 0;
/** @type {Record<string, number>} */
const counts = {};
await withBundle(async (bundle) => {
  if (!values.replay) console.log(`seed ${seed}, ${shards} shards`);
  await Promise.all(Array.from({ length: shards }, (_, index) => shard(bundle, index)));
});
if (!values.replay) summarize();
process.exitCode = violations > 0 ? 1 : 0;

function summarize() {
  const took = (Date.now() - started) / 1000;
  const runs = counts['runs'] ?? 0;
  if (values.counts) {
    for (const [name, times] of Object.entries(counts).sort())
      console.log(`${String(times).padStart(10)}  ${name}`);
  }
  const pace = Math.round((runs / took) * 60);
  console.log(
    `${runs} runs in ${took.toFixed(1)} s (${pace} a minute), ${violations} violations, seed ${seed}`,
  );
  if (runs === 0) violations += 1;
}

/**
 * @param {string} bundle
 * @param {number} index
 */
async function shard(bundle, index) {
  const request = {
    // Each shard takes its turn among the seeds: together they play what one would.
    seed: (seed + index) % 2 ** 31,
    step: shards,
    untilMs: started + seconds * 1000,
    maxRuns,
    ignore: values.ignore,
    among: values.among,
    replay: values.replay ? positionals : [],
  };
  if (!(await runShard(bundle, request, receive))) violations += 1;
}

/** @param {any} line what a shard tells */
function receive({ found, replayed, violation, counts: counted }) {
  if (replayed) {
    if (violation) violations += 1;
    console.log(`${violation ? '✗' : '✓'} ${basename(replayed)}${violation ? `: ${violation}` : ''}`);
  }
  if (found) {
    violations += 1;
    console.log(JSON.stringify(found));
    if (values.save) save(found);
  }
  for (const [name, times] of Object.entries(counted ?? {}))
    counts[name] = (counts[name] ?? 0) + Number(times);
}

/** @param {any} found */
function save({ scenario, violation }) {
  const text = JSON.stringify(scenario, null, 2);
  const rule = String(violation).split(':')[0];
  const folder = values.save ?? '.';
  mkdirSync(folder, { recursive: true });
  const name = `${rule}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}.json`;
  writeFileSync(join(folder, name), `${text}\n`);
}
