import fc from 'fast-check';
import { watchMemory } from './watch-memory.ts';

/** How a server is hammered. */
export interface Hammering<Attack> {
  /** What is thrown at it. */
  readonly attack: fc.Arbitrary<Attack>;
  /** Throws it, from an address of its own, and resolves when the server is through with it. */
  readonly throwIt: (attack: Attack, from: string) => Promise<void>;
  /** What those who behave do all the while, and notice nothing. Rejects where they do. */
  readonly talk: (round: number) => Promise<void>;
  /** The time for which it is hammered, milliseconds; as the lane or `npm run soak` says where left out. */
  readonly durationMs?: number;
}

/** What came of it. */
export interface Hammered {
  readonly attacks: number;
  /** Bytes that this process held on to, attackers and fast-check included, beyond those before: at most, when all else was let go. */
  readonly held: number;
  /** Bytes of memory that this process took beyond those before, at most: also what the collector had not come to yet. */
  readonly taken: number;
}

/** How often those who behave talk, milliseconds. */
const talkEveryMs = 100;

/** How long the server may be busy with one attack, milliseconds. */
const attackBoundMs = 15_000;

/** How long it is hammered, milliseconds: as `npm run soak` says, or the share of the lane `fuzz`. */
const laneMs = ((): number => {
  const { JACKFIELD_SOAK_MINUTES: minutes, JACKFIELD_BUDGET_SECONDS: seconds } = process.env;
  return minutes === undefined ? Number(seconds ?? 5) * 1000 : Number(minutes) * 60_000;
})();

/** How long a test of it may take, milliseconds. */
export const hammerTimeoutMs: number = laneMs + 60_000;

/** Rejects where the server is not through with an attack in time, and says which one it was. */
async function inBound(thrown: Promise<void>, named: () => string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new Error(
          `The server was not through after ${String(attackBoundMs / 1000)} s with attack ${named()}`,
        ),
      );
    }, attackBoundMs);
  });
  try {
    await Promise.race([thrown, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Throws attacks one after another until the time is over, and prints the seed, how many there were, and what memory they took. */
export async function hammer<Attack>({
  attack,
  throwIt,
  talk,
  durationMs = laneMs,
}: Hammering<Attack>): Promise<Hammered> {
  const seed = Number(process.env['JACKFIELD_SEED'] ?? Date.now() % 1_000_000_000);
  console.log(`seed ${String(seed)}, ${String(durationMs / 1000)} s`);
  const memory = watchMemory();
  let attacks = 0;
  let talkedAt = 0;
  const strike = async (what: Attack, host: number): Promise<void> => {
    attacks += 1;
    await inBound(
      throwIt(what, `127.0.2.${String(host)}`),
      () => `${String(attacks)}, ${fc.stringify(what)}`,
    );
    if (Reflect.get({}, 'polluted') !== undefined) throw new Error('A prototype was changed.');
    if (Date.now() - talkedAt < talkEveryMs) return;
    talkedAt = Date.now();
    await talk(attacks);
    memory.look();
  };
  let last: Promise<void> = Promise.resolve();
  await fc.assert(
    fc.asyncProperty(attack, fc.integer({ min: 1, max: 250 }), (what, host) => {
      last = strike(what, host);
      return last;
    }),
    {
      seed,
      numRuns: Number.MAX_SAFE_INTEGER,
      interruptAfterTimeLimit: durationMs,
      markInterruptAsFailure: false,
      // A failure is told as it came: those who behave are in a state that no smaller attack would bring.
      endOnFailure: true,
    },
  );
  // When the time is over fast-check leaves one under way: it must not meet what comes after, and may fail as every other.
  await last;
  await talk(attacks + 1);
  memory.look();
  const { held, taken } = memory;
  const megabytes = (bytes: number): string => `${String(Math.round(bytes / 2 ** 20))} MB`;
  console.log(`${String(attacks)} attacks: at most ${megabytes(held)} held, ${megabytes(taken)} taken`);
  return { attacks, held, taken };
}
