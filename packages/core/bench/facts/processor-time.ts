import process from 'node:process';

/** Something that can be done again and again. */
export interface Subject {
  /** Does so many units: facts, people. */
  run(units: number): Promise<void>;
}

/** The least that a round of one subject should take, in microseconds of processor time. */
const roundMicroseconds = 20_000;
const mostUnits = 2_000;
const leastUnits = 10;
const leastRounds = 7;
const mostRounds = 60;
const warmUpRounds = 3;

/** Microseconds of processor time for one unit: what else the machine does does not count. */
async function timeOf(subject: Subject, units: number): Promise<number> {
  const before = process.cpuUsage();
  await subject.run(units);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / units;
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** As many units as fill a round. */
async function unitsOf(subject: Subject): Promise<number> {
  const first = await timeOf(subject, leastUnits);
  const units = Math.round(roundMicroseconds / Math.max(first, 1));
  return Math.min(mostUnits, Math.max(leastUnits, units));
}

/**
 * Measures subjects in turns, so that whatever else the machine does meets all of them, for about `budgetMs`. Returns the
 * median of each in microseconds a unit, in the order of the subjects.
 */
export async function compare(subjects: readonly Subject[], budgetMs = 3_000): Promise<readonly number[]> {
  const units: number[] = [];
  for (const subject of subjects) units.push(await unitsOf(subject));
  const measured: number[][] = subjects.map(() => []);
  const until = performance.now() + budgetMs;
  for (let round = 0; round < mostRounds; round += 1) {
    if (round >= leastRounds + warmUpRounds && performance.now() > until) break;
    for (let step = 0; step < subjects.length; step += 1) {
      const index = (round + step) % subjects.length;
      const subject = subjects[index];
      if (!subject) continue;
      const time = await timeOf(subject, units[index] ?? leastUnits);
      if (round >= warmUpRounds) measured[index]?.push(time);
    }
  }
  return measured.map(median);
}
