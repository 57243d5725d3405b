import { readArguments } from './lib/arguments.mjs';
import { ensureInstalled } from './lib/workspace/install.mjs';
import { bad, detail, good, say } from './lib/say.mjs';
import { emptyTally, lastLine } from './lib/lanes/tally.mjs';
import { publishablePackages } from './lib/workspace/workspace.mjs';
import { codeLinesOf, readCodeBudgets } from './shape/code-lines.mjs';
import { overBudget, readBudgets, usesOf } from './shape/size-check.mjs';
import { sizesOf } from './shape/size.mjs';

const partsOf = '@jackfield/core';

/** @param {string[]} args */
export async function run(args) {
  readArguments({ args, options: {}, usage: 'npm run size' });
  await ensureInstalled();
  say(
    'Sizes: minified by esbuild (uses of a package: by Rolldown, in chunks), gzip -9, dependencies left out',
  );
  const budgets = readBudgets();
  const codeBudgets = readCodeBudgets();
  const tally = emptyTally();
  for (const target of publishablePackages()) {
    const own = budgets[target.name] ?? {};
    const sizes = await sizesOf(target, usesOf(own));
    for (const size of sizes) {
      detail(row({ name: target.name, size, budget: own[size.subpath] }));
      for (const chunk of size.chunks ?? []) detail(chunkRow(chunk));
    }
    if (target.name === partsOf) printParts(sizes);
    const code = codeBudgets[target.path];
    if (code)
      detail(
        `${target.name}: ${codeLinesOf(target, code)} lines of code, limit ${code.limit}, goal ${code.goal}`,
      );
    const problems = overBudget({ sizes, budgets: own });
    for (const problem of problems) bad(`${target.name}: ${problem}`);
    tally.passed += problems.length === 0 ? 1 : 0;
    tally.failed += problems.length > 0 ? 1 : 0;
  }
  if (tally.passed + tally.failed === 0) detail('no publishable package yet');
  if (tally.failed === 0) good('within budget');
  console.log(lastLine(tally));
  return tally.failed === 0 ? 0 : 1;
}

/** @param {{ name: string, size: import('./shape/size.mjs').Size, budget: import('./shape/size-check.mjs').Budget | undefined }} line */
function row({ name, size, budget }) {
  const entry = size.subpath.startsWith('.')
    ? `${name}${size.subpath.slice(1)}`
    : `${name} (${size.subpath === '*' ? 'all but testing' : size.subpath})`;
  const goal = budget?.goal === undefined ? '' : `, goal ${kilobytes(budget.goal)}`;
  const allowed = budget === undefined ? 'no budget' : `limit ${kilobytes(budget.limit)}${goal}`;
  return `${entry.padEnd(42)}${kilobytes(size.gzipped).padStart(9)} gzip ${kilobytes(size.minified).padStart(10)} min   ${allowed}`;
}

/** @param {import('./shape/size.mjs').Chunk} chunk */
function chunkRow({ name, gzipped, minified }) {
  return `    ${name.padEnd(38)}${kilobytes(gzipped).padStart(9)} gzip ${kilobytes(minified).padStart(10)} min`;
}

/** @param {import('./shape/size.mjs').Size[]} sizes */
function printParts(sizes) {
  const { parts } = sizes.at(-1) ?? { parts: [] };
  for (const { file, minified } of parts)
    detail(`    ${file.padEnd(48)}${String(minified).padStart(7)} B min`);
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(2)} kB`;
}
