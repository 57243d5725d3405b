import process from 'node:process';
import { setMaxListeners } from 'node:events';
import { bindingRows } from './binding-rows.ts';
import { factsRows, limitRows } from './facts-rows.ts';
import { burstOfJoinsRows, joiningRows } from './joins-rows.ts';
import { memoryRows } from './memory-rows.ts';
import { tableOf, type Row } from './row.ts';
import { tilesRows } from './tiles-rows.ts';

/** The largest room: `node bench/facts.mjs 1000` asks for another one. */
const most = Number(process.argv[2] ?? 10_000);

// Node warns of more than ten listeners to one signal; a thousand subscriptions at a time are meant here.
setMaxListeners(0);

/** Measures everything and prints the table. Figures to read, not to pass. */
async function main(): Promise<void> {
  const groups: readonly (() => Promise<readonly Row[]>)[] = [
    () => factsRows([10, 100, 1_000, 10_000].filter((people) => people <= most)),
    () => bindingRows(Math.min(most, 1_000)),
    limitRows,
    burstOfJoinsRows,
    () => joiningRows([500, 1_000, 2_000]),
    tilesRows,
    memoryRows,
  ];
  const rows: Row[] = [];
  for (const group of groups) rows.push(...(await group()));
  console.log(tableOf(rows));
}

await main();
process.exit(0);
