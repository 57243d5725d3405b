import process from 'node:process';

/** Something that can be done again and again. */
export interface Subject {
  /** How many units one run does: participants, facts, calls. */
  readonly units: number;
  /** Does them. */
  run(): void | Promise<void>;
}

/** Two ways that are measured side by side. */
export interface Comparison {
  /** What is asked. */
  readonly name: string;
  /** What the ratio is against, in words. */
  readonly baseline: string;
  readonly make: {
    readonly baseline: () => Promise<Subject>;
    readonly candidate: () => Promise<Subject>;
  };
}

/** What came of it. */
export interface Measured {
  readonly name: string;
  readonly baseline: string;
  /** Microseconds of processor time for one unit of the baseline, on this machine in this run: only for scale. */
  readonly baselineMicroseconds: number;
  /** Processor time for one unit of the candidate, divided by that of the baseline: the median of all rounds. */
  readonly ratio: number;
  /** The ratio that a tenth of the rounds stayed below, and the one that nine tenths stayed below. */
  readonly spread: readonly [low: number, high: number];
  readonly rounds: number;
}

/** How long the rounds of one comparison take together, in milliseconds, and how many there are at least. */
const budgetMs = 4_000;
const leastRounds = 15;
const mostRounds = 200;
const warmUpRounds = 5;

/** Microseconds of processor time for one unit: what else the machine does does not count. */
async function timeOf({ units, run }: Subject): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / units;
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

const sort = (values: readonly number[]): number[] => [...values].sort((one, other) => one - other);

/**
 * Measures both ways in turns, so that whatever else the machine does meets both, and compares round by round. The order
 * within a round alternates.
 */
export async function compare({ name, baseline, make }: Comparison): Promise<Measured> {
  const one = await make.baseline();
  const other = await make.candidate();
  for (let round = 0; round < warmUpRounds; round += 1) {
    await timeOf(one);
    await timeOf(other);
  }
  const ratios: number[] = [];
  const baselines: number[] = [];
  const end = performance.now() + budgetMs;
  while (ratios.length < leastRounds || (performance.now() < end && ratios.length < mostRounds)) {
    const isEven = ratios.length % 2 === 0;
    const first = await timeOf(isEven ? one : other);
    const second = await timeOf(isEven ? other : one);
    const [base, candidate] = isEven ? [first, second] : [second, first];
    baselines.push(base);
    ratios.push(candidate / base);
  }
  const sorted = sort(ratios);
  return {
    name,
    baseline,
    baselineMicroseconds: at(sort(baselines), 0.5),
    ratio: at(sorted, 0.5),
    spread: [at(sorted, 0.1), at(sorted, 0.9)],
    rounds: ratios.length,
  };
}

/** One line of the table. */
export function lineOf({ name, baseline, baselineMicroseconds, ratio, spread, rounds }: Measured): string {
  const [low, high] = spread.map((each) => each.toFixed(2));
  const base = `${baseline}, ${baselineMicroseconds.toFixed(1)} µs each`;
  return `| ${name} | ${base} | ${ratio.toFixed(2)} | ${low ?? ''} to ${high ?? ''} | ${String(rounds)} |`;
}
