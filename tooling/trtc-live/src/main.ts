import process from 'node:process';
import { items } from './items.ts';
import { readOptions } from './options.ts';
import { runItems } from './run-items.ts';
import { Stage } from './stage.ts';

/** Runs the checklist. Resolves with the exit code: 0 if nothing failed. */
async function main(): Promise<number> {
  const known = items.map(({ id }) => id);
  const options = readOptions(process.argv.slice(2), process.env, known);
  if ('problems' in options) {
    for (const problem of options.problems) console.error(`✗ ${problem}`);
    return 1;
  }
  const stage = await Stage.open(options.secrets);
  try {
    console.log(`Against ${stage.name}.`);
    const wanted = items.filter(({ id }) => options.only?.includes(id) ?? true);
    const failed = await runItems(stage, wanted, (line) => {
      console.log(line);
    });
    console.log(`${String(wanted.length - failed)} passed, ${String(failed)} failed`);
    return failed > 0 ? 1 : 0;
  } finally {
    await stage.close();
  }
}

process.exitCode = await main();
