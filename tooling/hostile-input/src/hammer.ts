import fc from 'fast-check';

/** How a server is hammered. */
export interface Hammering<Attack> {
  /** What is thrown at it. */
  readonly attack: fc.Arbitrary<Attack>;
  /** Throws it, from an address of its own, and resolves when the server is through with it. */
  readonly throwIt: (attack: Attack, from: string) => Promise<void>;
  /** What those who behave do all the while, and notice nothing. Rejects where they do. */
  readonly talk: (round: number) => Promise<void>;
}

/** What came of it. */
export interface Hammered {
  readonly attacks: number;
  /** Bytes of this process, attackers and fast-check included: before, and at most. */
  readonly before: number;
  readonly most: number;
}

/** How often those who behave talk, milliseconds. */
const talkEveryMs = 100;

/** How long it is hammered, milliseconds: as `npm run soak` says, or the share of the lane `fuzz`. */
const durationMs = ((): number => {
  const { JACKFIELD_SOAK_MINUTES: minutes, JACKFIELD_BUDGET_SECONDS: seconds } = process.env;
  return minutes === undefined ? Number(seconds ?? 5) * 1000 : Number(minutes) * 60_000;
})();

/** How long a test of it may take, milliseconds. */
export const hammerTimeoutMs: number = durationMs + 60_000;

/** Throws attacks one after another until the time is over, and prints the seed, how many there were, and what memory they took. */
export async function hammer<Attack>({ attack, throwIt, talk }: Hammering<Attack>): Promise<Hammered> {
  const seed = Number(process.env['JACKFIELD_SEED'] ?? Date.now() % 1_000_000_000);
  console.log(`seed ${String(seed)}, ${String(durationMs / 1000)} s`);
  const before = process.memoryUsage().rss;
  let most = before;
  let attacks = 0;
  let talkedAt = 0;
  await fc.assert(
    fc.asyncProperty(attack, fc.integer({ min: 1, max: 250 }), async (what, host) => {
      attacks += 1;
      await throwIt(what, `127.0.2.${String(host)}`);
      if (Reflect.get({}, 'polluted') !== undefined) throw new Error('A prototype was changed.');
      if (Date.now() - talkedAt < talkEveryMs) return;
      talkedAt = Date.now();
      await talk(attacks);
      most = Math.max(most, process.memoryUsage().rss);
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
  await talk(attacks + 1);
  const megabytes = (bytes: number): string => String(Math.round(bytes / 2 ** 20));
  console.log(
    `${String(attacks)} attacks: RSS ${megabytes(before)} MB before, at most ${megabytes(most)} MB`,
  );
  return { attacks, before, most };
}
