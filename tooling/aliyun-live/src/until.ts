import { setTimeout as pause } from 'node:timers/promises';

/** Says why an item did not pass. */
export class CheckFailure extends Error {
  override readonly name = 'CheckFailure';
}

/** Throws where something that must be so is not. */
export function check(holds: boolean, otherwise: string): void {
  if (!holds) throw new CheckFailure(otherwise);
}

/** How often a page is asked. */
const everyMs = 100;

/** Asks until the answer is accepted; fails with the last one after `withinMs` (10 s where left out). */
export async function until<Value>(
  what: string,
  read: () => Promise<Value>,
  accept: (value: Value) => boolean,
  withinMs: number = 10_000,
): Promise<Value> {
  const end = performance.now() + withinMs;
  for (;;) {
    const value = await read();
    if (accept(value)) return value;
    if (performance.now() > end) {
      throw new CheckFailure(
        `${what}: not within ${String(withinMs / 1000)} s; at last ${JSON.stringify(value)}`,
      );
    }
    await pause(everyMs);
  }
}
