import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { root } from '../lib/paths.mjs';
import { execute } from '../lib/process/spawn.mjs';

/** Runs a line of Node in a program that another program started. @param {string} line @param {boolean} yields */
async function printed(line, yields) {
  const inner = `require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(line)}], { stdio: 'inherit' })`;
  const { output } = await execute({ program: process.execPath, args: ['-e', inner], cwd: root, yields });
  return Number(output);
}

const priority = "console.log(require('node:os').getPriority())";

it('what stands back does so with all that it starts', async ({ skip }) => {
  skip(process.platform === 'win32', 'there a program is told once it runs');
  const usual = await printed(priority, false);
  expect(await printed(priority, true)).toBe(Math.min(19, usual + 10));
});

// What the system says once it was told, within a bound.
const ofSession = `
  const until = Date.now() + 10_000;
  let told = 0;
  while (told === 0 && Date.now() < until)
    told = Number(require('node:fs').readFileSync('/proc/self/autogroup', 'utf8').match(/nice (-?\\d+)/)?.[1]);
  console.log(told);`;

it('and its session behind other sessions', async ({ skip }) => {
  skip(!existsSync('/proc/self/autogroup'), 'this system does not share the processor among sessions');
  expect(await printed(ofSession, true)).toBe(10);
});
