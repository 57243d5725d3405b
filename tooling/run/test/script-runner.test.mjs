import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runPackageScript, runnerOf, tallyFrom } from '../lib/lanes/script-runner.mjs';

const MINUTE = 60_000;
const outcome = { code: 0, output: '', timedOut: false };

/** A package with one script, in a folder of its own. @param {string} line */
function packageWith(line) {
  const directory = mkdtempSync(join(tmpdir(), 'jackfield-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return { name: 'x', directory, path: 'packages/x', manifest: { name: 'x', scripts: { test: line } } };
}

/** @param {object} finished @param {unknown} [report] */
function tallyOf(finished, report) {
  const directory = mkdtempSync(join(tmpdir(), 'jackfield-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const tallyFile = join(directory, 'tally.json');
  if (report !== undefined) writeFileSync(tallyFile, JSON.stringify(report));
  return tallyFrom({ runner: 'vitest', label: 'x', timeLimit: MINUTE, outcome, tallyFile, ...finished });
}

describe('runnerOf', () => {
  it('recognises single calls of vitest and Playwright only', () => {
    expect(runnerOf('vitest run --project node')).toBe('vitest');
    expect(runnerOf('playwright test -c e2e.config.ts')).toBe('playwright');
    expect(runnerOf('playwright install')).toBe('other');
    expect(runnerOf('vitest run && node more.mjs')).toBe('other');
    expect(runnerOf('node test.mjs')).toBe('other');
  });
});

describe('tallyFrom', () => {
  const green = { passed: 2, failed: 0, skipped: [], failures: [] };

  it('counts a bad exit code as a failure although every test passed', () => {
    const tally = tallyOf({ outcome: { ...outcome, code: 1 } }, green);
    expect(tally).toMatchObject({ passed: 2, failed: 1 });
  });

  it('counts a missing report as a failure', () => {
    expect(tallyOf({ outcome: { ...outcome, code: 0 } })).toMatchObject({ passed: 0, failed: 1 });
  });

  it('counts a time limit as a failure', () => {
    const timedOut = { outcome: { code: 124, output: '', timedOut: true } };
    expect(tallyOf(timedOut, green)).toMatchObject({ passed: 0, failures: ['x: stopped after 60 s'] });
  });

  it('says in which package a test failed or was skipped', () => {
    const report = {
      passed: 0,
      failed: 1,
      failures: ['a'],
      skipped: [{ name: 'b', reason: 'why' }],
      slowest: [{ name: 'a', ms: 7 }],
      seed: 42,
    };
    expect(tallyOf({ outcome: { ...outcome, code: 1 } }, report)).toEqual({
      passed: 0,
      failed: 1,
      failures: ['x (seed 42): a'],
      skipped: [{ name: 'x: b', reason: 'why' }],
      slowest: [{ name: 'x: a', ms: 7 }],
      timings: [],
    });
  });
});

describe('runPackageScript', () => {
  it('counts a plain script once, by its exit code', { timeout: MINUTE }, async () => {
    const run = (/** @type {string} */ line) =>
      runPackageScript({ target: packageWith(line), script: 'test', inherit: false, timeLimit: MINUTE });
    expect((await run('node -e ""')).tally).toMatchObject({ passed: 1, failed: 0 });
    expect((await run('node -e "process.exit(3)"')).tally.failures).toEqual(['packages/x test: exit code 3']);
  });

  it(
    'counts what vitest ran: passed, failed, skipped with the reason, files that do not load',
    { timeout: MINUTE },
    async () => {
      const target = packageWith('vitest run --dir .');
      writeFileSync(
        join(target.directory, 'a.test.js'),
        `import { expect, it } from 'vitest';
       it('passes', () => expect(1).toBe(1));
       it('fails', () => expect(1).toBe(2));
       it('is skipped', (context) => context.skip('no camera here'));
       it.todo('comes later');`,
      );
      writeFileSync(join(target.directory, 'broken.test.js'), `throw new Error('does not load');`);
      const config = `export default { root: '.', test: { globals: false } };`;
      writeFileSync(join(target.directory, 'vitest.config.mjs'), config);
      const { tally, output } = await runPackageScript({
        target,
        script: 'test',
        inherit: false,
        timeLimit: MINUTE,
        seed: 4711,
      });
      expect(tally.passed).toBe(1);
      expect(tally.failed).toBe(2);
      expect(tally.failures.join('\n')).toMatch(/\(seed 4711\): a\.test\.js > fails/);
      expect(output).toMatch(/✗ a\.test\.js > fails \(seed 4711\)\n +expected 1 to be 2/);
      expect(tally.slowest.length).toBeGreaterThan(0);
      expect(tally.timings).toMatchObject([{ what: 'packages/x', tests: 3 }]);
      expect(tally.failures.join('\n')).toMatch(/broken\.test\.js: .*does not load/);
      expect(tally.skipped.map(({ reason }) => reason).sort()).toEqual(['no camera here', 'todo']);
    },
  );
});
