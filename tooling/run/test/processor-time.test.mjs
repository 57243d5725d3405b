import { describe, expect, it } from 'vitest';
import { root } from '../lib/paths.mjs';
import { parseTimes } from '../lib/process/processor-time.mjs';
import { execute } from '../lib/process/spawn.mjs';
import { parseStat, processTree } from '../lib/process/watch-processes.mjs';

/** @param {number} pid @param {number} parent @param {number} ownMs @param {number} [waitedMs] */
function state(pid, parent, ownMs, waitedMs = 0) {
  return { pid, parent, startedAt: '1', ownMs, waitedMs };
}

describe('processTree', () => {
  it('adds up what a process starts, and nobody else', () => {
    const tree = processTree(10);
    tree.note([state(1, 0, 5000), state(10, 1, 100), state(11, 10, 20), state(12, 11, 3), state(99, 1, 700)]);
    expect(tree.totalMs()).toBe(123);
  });

  it('counts once what was waited for, also what ended between two looks', () => {
    const tree = processTree(10);
    tree.note([state(10, 1, 100), state(11, 10, 20)]);
    tree.note([state(10, 1, 110, 50)]);
    expect(tree.totalMs()).toBe(160);
  });

  it('keeps what lost its parent, and what nobody waited for', () => {
    const tree = processTree(10);
    tree.note([state(10, 1, 100), state(11, 10, 20), state(12, 11, 30)]);
    tree.note([state(10, 1, 100), state(12, 1, 400)]);
    expect(tree.totalMs()).toBe(520);
  });

  it('knows a process by its start too, as numbers are used again', () => {
    const tree = processTree(10);
    tree.note([state(10, 1, 100), state(11, 10, 20)]);
    tree.note([state(10, 1, 100, 20), { ...state(11, 1, 9000), startedAt: '2' }]);
    expect(tree.totalMs()).toBe(120);
  });
});

describe('parseStat', () => {
  it('reads a line whose name has spaces and brackets', () => {
    const fields = 'S 7 1 1 0 -1 0 0 0 0 0 12 3 40 5 20 0 1 0 4711 0 0';
    expect(parseStat(`42 (a) b (c)) ${fields}`)).toEqual({
      pid: 42,
      parent: 7,
      ownMs: 150,
      waitedMs: 450,
      startedAt: '4711',
    });
  });
});

describe('parseTimes', () => {
  it('adds up minutes and seconds of the shell and of its children', () => {
    expect(parseTimes('0m0.01s 0m0.02s\n1m2.50s 0m0.47s\n')).toBe(63_000);
  });
});

describe.skipIf(process.platform === 'win32')('execute', () => {
  const busy = 'const end = process.cpuUsage().user + 100_000; while (process.cpuUsage().user < end);';

  it('tells the processor time of a program and of what it started', async () => {
    const child = `require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(busy)}]);`;
    const { code, processorMs } = await execute({
      program: process.execPath,
      args: ['-e', `${child}${busy}`],
      cwd: root,
    });
    expect(code).toBe(0);
    expect(processorMs).toBeGreaterThan(180);
  });

  it('keeps the exit code, the output and 127 for what is not there', async () => {
    const failing = { program: 'echo one; echo two >&2; exit 3', shell: true, cwd: root };
    const lines = /** @type {string[]} */ ([]);
    const { code } = await execute({ ...failing, onLine: (line) => lines.push(line) });
    expect({ code, lines: lines.sort() }).toEqual({ code: 3, lines: ['one', 'two'] });
    expect((await execute({ program: 'no-such-program', cwd: root })).code).toBe(127);
  });
});
