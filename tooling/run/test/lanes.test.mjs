import { describe, expect, it } from 'vitest';
import { countByPart, tallyOf } from '../lanes/lint.mjs';
import { checkLanes, lanes } from '../lanes.mjs';
import { budgetOf, notRun } from '../lib/lanes/run-lane.mjs';
import { tallyOfSummary } from '../lib/workspace/turbo.mjs';

const [media] = lanes.filter(({ name }) => name === 'media');
if (!media) throw new Error('the media lane is gone');

describe('lanes', () => {
  it('each say how they run, and check names lanes that exist', () => {
    for (const { script, module } of lanes) expect([script, module].filter(Boolean)).toHaveLength(1);
    expect(lanes.map(({ name }) => name)).toEqual(expect.arrayContaining(checkLanes));
  });

  it('that search until a time is over share it', () => {
    const targets = ['a', 'b'].map((name) => ({ manifest: { name } }));
    const budgets = (/** @type {Record<string, number>} */ shares) =>
      targets.map((target) => budgetOf({ lane: { budgetSeconds: 60, shares }, target, targets }));
    expect([budgets({}), budgets({ a: 5 })]).toEqual([
      [30, 30],
      [50, 10],
    ]);
  });

  it('that cannot run fail on CI, and are named with the remedy elsewhere', () => {
    const remedy = 'install Chromium';
    expect(notRun({ lane: media, remedy, ci: true })).toMatchObject({ failed: 1 });
    expect(notRun({ lane: media, remedy, ci: false })).toMatchObject({
      failed: 0,
      skipped: [{ name: 'lane media', reason: remedy }],
    });
    const what = 'packages/adapter-x test:media';
    expect(notRun({ lane: media, remedy, what, ci: true }).failures).toEqual([
      `${what} could not run: ${remedy}`,
    ]);
    expect(notRun({ lane: media, remedy, what, ci: false }).skipped).toEqual([
      { name: what, reason: remedy },
    ]);
    const optional = { ...media, optional: 'needs a second machine' };
    expect(notRun({ lane: optional, remedy, ci: true })).toMatchObject({
      failed: 0,
      skipped: [{ reason: 'needs a second machine' }],
    });
  });
});

describe('lint', () => {
  const parts = [{ name: 'packages/core' }, { name: 'packages/tokens' }, { name: 'root' }];

  it('counts each package once, however many files are wrong', () => {
    const files = ['packages/core/src/a.ts', 'packages/core/src/b.ts'];
    const bad = countByPart({ files, parts });
    expect(tallyOf({ tool: 'eslint', parts, bad })).toMatchObject({
      passed: 2,
      failures: ['eslint packages/core: 2 files'],
    });
  });

  it('counts what is outside of packages as one more', () => {
    const bad = countByPart({ files: ['packages/core-more.md', 'docs/a.md'], parts });
    expect(tallyOf({ tool: 'prettier', parts, bad })).toMatchObject({
      passed: 2,
      failures: ['prettier root: 2 files'],
    });
  });
});

describe('turbo', () => {
  it('counts packages that have the task; what a failure kept from running failed too', () => {
    const task = (/** @type {string} */ taskId, /** @type {object} */ rest) => ({
      taskId,
      command: 'tsc',
      ...rest,
    });
    const tally = tallyOfSummary({
      tasks: [
        task('a#types', { execution: { exitCode: 0 }, cache: { status: 'MISS' } }),
        task('b#types', { cache: { status: 'HIT' } }),
        task('c#types', { execution: { exitCode: 2 }, cache: { status: 'MISS' } }),
        task('d#types', { cache: { status: 'MISS' } }),
        { taskId: 'e#transit', command: '<NONEXISTENT>', cache: { status: 'MISS' } },
      ],
    });
    expect(tally).toMatchObject({
      passed: 2,
      failures: ['c#types: failed', 'd#types: not run, something it needs failed'],
    });
  });
});
