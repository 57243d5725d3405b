import { describe, expect, it } from 'vitest';
import { RtcError } from '../../src/errors/rtc-error.ts';
import { createFakeClock } from '../../src/testing/fake-clock.ts';
import { bounded } from '../../src/timing/bounded.ts';

const never = (): Promise<never> => new Promise(() => undefined);
const over = new RtcError({ code: 'kicked', message: 'Thrown out.' });

describe('something bounded', () => {
  it('settles as what it runs does, also where that throws, and waits for nothing afterwards', async () => {
    const clock = createFakeClock();
    const bound = { clock, ms: 1_000, what: 'Asking' };
    expect(await bounded(() => Promise.resolve(5), bound)).toBe(5);
    const refused = new Error('refused');
    await expect(bounded(() => Promise.reject(refused), bound)).rejects.toBe(refused);
    const thrown = bounded(() => {
      throw refused;
    }, bound);
    await expect(thrown).rejects.toBe(refused);
    expect(clock.pending).toBe(0);
  });

  it('rejects timeout after its time, and tells what runs so, before or after that reads its signal', async () => {
    const clock = createFakeClock();
    let early: AbortSignal | undefined;
    let given: { readonly signal: AbortSignal } | undefined;
    const run = bounded(
      (own) => {
        given = own;
        early = own.signal;
        return never();
      },
      { clock, ms: 1_000, what: 'Asking' },
    );
    const late = expect(run).rejects.toMatchObject({
      code: 'timeout',
      message: 'Asking took longer than 1000 ms.',
    });
    await clock.advance(1_000);
    await late;
    expect(early?.aborted).toBe(true);
    expect(given?.signal).toBe(early);
    let unread: { readonly signal: AbortSignal } | undefined;
    const again = bounded(
      (own) => {
        unread = own;
        return never();
      },
      { clock, ms: 1_000, what: 'Asking' },
    ).catch(() => undefined);
    await clock.advance(1_000);
    await again;
    expect(unread?.signal.aborted).toBe(true);
  });

  it('rejects with the reason of the first signal that aborts, or is aborted already', async () => {
    const clock = createFakeClock();
    const [one, other] = [new AbortController(), new AbortController()];
    const bound = { clock, ms: 1_000, what: 'Asking', signals: [one.signal, other.signal] };
    const run = expect(bounded(never, bound)).rejects.toBe(over);
    other.abort(over);
    one.abort();
    await run;
    await expect(bounded(never, bound)).rejects.toMatchObject({ code: 'aborted' });
    expect(clock.pending).toBe(0);
  });

  it('rejects with what whoever may end it says, and is forgotten there when it is over', async () => {
    const clock = createFakeClock();
    const endings = new Set<(error: RtcError) => void>();
    const bound = { clock, ms: 1_000, what: 'Asking', endings };
    const run = expect(bounded(never, bound)).rejects.toBe(over);
    for (const end of [...endings]) end(over);
    await run;
    await bounded(() => Promise.resolve(), bound);
    expect([endings.size, clock.pending]).toEqual([0, 0]);
  });
});
