import { describe, expect, it } from 'vitest';
import { createSharedRun } from '../../src/timing/shared-run.ts';

function rig() {
  const runs: { readonly options: string; readonly signal: AbortSignal; end(error?: Error): void }[] = [];
  const shared = createSharedRun<string>(
    'Joining',
    (options, signal) =>
      new Promise((resolve, reject) => {
        runs.push({
          options,
          signal,
          end: (error) => {
            if (error) reject(error);
            else resolve();
          },
        });
      }),
  );
  return { runs, shared };
}

describe('something that runs once for all', () => {
  it('runs with the options of the first, until it is over, and then anew', async () => {
    const { runs, shared } = rig();
    expect(shared.running).toBe(false);
    const both = Promise.all([shared.join('one', undefined), shared.join('two', undefined)]);
    expect([shared.running, runs.map(({ options }) => options)]).toEqual([true, ['one']]);
    runs[0]?.end();
    await both;
    expect(shared.running).toBe(false);
    const next = shared.join('three', undefined);
    runs[1]?.end(new Error('No.'));
    await expect(next).rejects.toThrow('No.');
    expect([shared.running, runs.length]).toEqual([false, 2]);
  });

  it('is given up when all who asked have given up, and not before', async () => {
    const { runs, shared } = rig();
    const [one, other] = [new AbortController(), new AbortController()];
    const results = Promise.allSettled([shared.join('one', one.signal), shared.join('two', other.signal)]);
    one.abort();
    expect([runs[0]?.signal.aborted, shared.running]).toEqual([false, true]);
    other.abort();
    expect([runs[0]?.signal.aborted, shared.running]).toEqual([true, false]);
    expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(shared.join('late', one.signal)).rejects.toMatchObject({ code: 'aborted' });
    expect(runs).toHaveLength(1);
  });

  it('is begun anew by who comes after it was forgotten', () => {
    const { runs, shared } = rig();
    void shared.join('one', undefined);
    shared.forget();
    expect(shared.running).toBe(false);
    void shared.join('two', undefined);
    runs[0]?.end();
    expect([runs.length, shared.running]).toEqual([2, true]);
  });
});
