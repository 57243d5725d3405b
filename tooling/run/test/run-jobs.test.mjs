import { describe, expect, it } from 'vitest';
import { runJobs } from '../lib/lanes/run-jobs.mjs';

/** Jobs that are over when the test says so, and the order in which they begin. */
function script() {
  /** @type {string[]} */
  const begun = [];
  /** @type {Map<string, () => void>} */
  const ends = new Map();
  /** @type {import('../lib/lanes/run-lane.mjs').Place[]} */
  const places = [];
  const job = (
    /** @type {string} */ name,
    /** @type {Promise<unknown> | undefined} */ ready = undefined,
  ) => ({
    ready,
    run: (/** @type {import('../lib/lanes/run-lane.mjs').Place} */ place) => {
      begun.push(name);
      places.push(place);
      return new Promise((/** @type {(value?: undefined) => void} */ resolve) => ends.set(name, resolve));
    },
  });
  const end = async (/** @type {string} */ name) => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, places, job, end };
}

describe('runJobs', () => {
  it('runs quick jobs beside slow ones, and of these one at a time on two cores', async () => {
    const { begun, places, job, end } = script();
    const done = runJobs({
      quick: [job('q1'), job('q2')],
      slow: [job('s1'), job('s2'), job('s3')],
      cores: 2,
    });
    expect(begun).toEqual(['q1', 's1']);
    await end('q1');
    await end('s1');
    expect(begun).toEqual(['q1', 's1', 'q2', 's2']);
    await end('q2');
    expect(begun.at(-1)).toBe('s2');
    await end('s2');
    expect(begun.at(-1)).toBe('s3');
    await end('s3');
    await done;
    expect(places.map(({ cores }) => cores)).toEqual([1, 1, 1, 1, 2]);
    expect(places.some(({ isAlone }) => isAlone)).toBe(false);
  });

  it('helps with the quick ones where the slow ones end first', async () => {
    const { begun, job, end } = script();
    const done = runJobs({ quick: [job('q1'), job('q2')], slow: [job('s1')], cores: 2 });
    await end('s1');
    expect(begun).toEqual(['q1', 's1', 'q2']);
    await end('q1');
    await end('q2');
    await done;
  });

  it('lets others go first while a job is not ready, and waits for it at the end', async () => {
    const { begun, job, end } = script();
    /** @type {() => void} */
    let getReady = () => undefined;
    const ready = new Promise((/** @type {(value?: undefined) => void} */ resolve) => {
      getReady = resolve;
    });
    const done = runJobs({ quick: [job('q1')], slow: [job('s1', ready), job('s2')], cores: 2 });
    expect(begun).toEqual(['q1', 's2']);
    await end('s2');
    await end('q1');
    expect(begun).toEqual(['q1', 's2']);
    getReady();
    await end('nobody');
    expect(begun).toEqual(['q1', 's2', 's1']);
    await end('s1');
    await done;
  });

  it('runs a job whose preparation failed, as it says so itself', async () => {
    const { begun, job, end } = script();
    const done = runJobs({ quick: [], slow: [job('s1', Promise.reject(new Error('no')))], cores: 2 });
    await end('nobody');
    expect(begun).toEqual(['s1']);
    await end('s1');
    await done;
  });

  it('gives a job that is alone the whole machine', async () => {
    const { places, job, end } = script();
    const done = runJobs({ quick: [], slow: [job('s1')], cores: 2 });
    await end('s1');
    await done;
    expect(places).toEqual([{ cores: 2, isAlone: true, isBesideBrowsers: true }]);
    const alone = script();
    const other = runJobs({ quick: [alone.job('q1')], slow: [], cores: 2 });
    await alone.end('q1');
    await other;
    expect(alone.places).toEqual([{ cores: 2, isAlone: true, isBesideBrowsers: false }]);
    await runJobs({ quick: [], slow: [], cores: 2 });
  });
});
