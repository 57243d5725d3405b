import { readFileSync } from 'node:fs';
import { Counts } from './counts.ts';
import { fakeGame } from '../game/fake-game.ts';
import type { Scenario } from './scenario.ts';
import { search } from './search.ts';

/** What one process is to do. */
interface ShardRequest {
  readonly seed: number;
  /** From one seed to the next; one where left out. */
  readonly step?: number;
  /** Until when it searches, in milliseconds of the epoch. */
  readonly untilMs: number;
  readonly maxRuns: number;
  /** Violations to pass over, by the beginning of their text. */
  readonly ignore: readonly string[];
  /** The only operations that happen, where not all do. */
  readonly among?: readonly string[];
  /** Files with scenarios to play instead. */
  readonly replay: readonly string[];
}

/** How many scenarios come from one seed. */
const chunk = 250;

function tell(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Plays what it is told and tells what was found, line by line. */
async function main(): Promise<void> {
  const request = JSON.parse(process.argv[2] ?? '{}') as ShardRequest;
  const { seed: first, step = 1, untilMs, maxRuns, ignore, among, replay } = request;
  for (const file of replay) {
    const violation = await fakeGame.violationOf(JSON.parse(readFileSync(file, 'utf8')) as Scenario);
    tell({ replayed: file, violation: violation?.message });
  }
  if (replay.length > 0) return;
  const game: typeof fakeGame = among
    ? {
        ...fakeGame,
        operations: Object.fromEntries(
          Object.entries(fakeGame.operations).filter(([name]) => among.includes(name)),
        ),
      }
    : fakeGame;
  const counts = new Counts();
  let ran = 0;
  for (let seed = first; Date.now() < untilMs && ran < maxRuns; seed += step) {
    const found = await search(game, { seed, runs: chunk, counts, ignore });
    if (found) tell({ found });
    ran += chunk;
  }
  tell({ counts });
}

await main();
