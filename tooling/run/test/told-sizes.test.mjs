import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../lib/paths.mjs';
import { publishablePackages } from '../lib/workspace/workspace.mjs';
import { readBudgets, usesOf } from '../shape/size-check.mjs';
import { sizesOf } from '../shape/size.mjs';

const MINUTE = 60_000;
/** What a figure in a document may be beside what is measured, in kB: a change of core need not change four documents. */
const LEEWAY = 0.3;

/** The rows of the table of sizes in both READMEs, in their order. @type {readonly (readonly [string, string])[]} */
const rows = [
  ['@jackfield/core', 'a lobby'],
  ['@jackfield/core', 'a call'],
  ['@jackfield/core', 'a viewer'],
  ['@jackfield/adapter-livekit', '.'],
  ['@jackfield/adapter-trtc', '.'],
  ['@jackfield/adapter-aliyun', '.'],
  ['@jackfield/adapter-janus', '.'],
  ['@jackfield/adapter-p2p', '.'],
  ['@jackfield/svelte', '.'],
];

/** Every size that a document may name, in kB. @type {Map<string, number>} */
const measured = new Map();
const sizeOf = (/** @type {string} */ name, /** @type {string} */ subpath) =>
  measured.get(`${name} ${subpath}`) ?? Number.NaN;
const read = (/** @type {string} */ file) => readFileSync(join(root, file), 'utf8');

beforeAll(async () => {
  const budgets = readBudgets();
  const names = new Set([...rows.map(([name]) => name), '@jackfield/react']);
  const uses = {
    '@jackfield/adapter-p2p': { 'the adapter itself': { imports: { '.': ['p2p'] }, counts: 'first load' } },
  };
  for (const target of publishablePackages().filter(({ name }) => names.has(name))) {
    const own = { ...usesOf(budgets[target.name] ?? {}), .../** @type {any} */ (uses)[target.name] };
    for (const { subpath, gzipped } of await sizesOf(target, own))
      measured.set(`${target.name} ${subpath}`, gzipped / 1000);
  }
}, 2 * MINUTE);

describe('a size that is told', () => {
  for (const document of ['README.md', 'README.zh-CN.md']) {
    it(`in the table of ${document} is what npm run size measures`, () => {
      const [, table = ''] = /\n## (?:Sizes|体积)\n(.*?)\n## /su.exec(read(document)) ?? [];
      const told = [...table.matchAll(/^\| (.+?) +\| +([\d.]+) +\|$/gmu)];
      expect(told).toHaveLength(rows.length);
      const wrong = told.flatMap(([, what, figure], index) => {
        const [name, subpath] = rows[index] ?? ['', ''];
        const size = sizeOf(name, subpath);
        return Math.abs(Number(figure) - size) <= LEEWAY
          ? []
          : [`${what}: ${figure}, measured ${size.toFixed(1)}`];
      });
      expect(wrong).toEqual([]);
      expect(Math.abs(sizeOf('@jackfield/react', '.') - sizeOf('@jackfield/svelte', '.'))).toBeLessThan(0.2);
    });

    it(`of the demo in ${document} is the limit that its test holds`, () => {
      const [, limit] = /limit ([\d.]+)\\n/u.exec(read('apps/demo/test/first-load.test.ts')) ?? [];
      const [, told] = /(?:at most|压缩后不到) (\d+) kB/u.exec(read(document)) ?? [];
      expect(Number(told)).toBe(Number(limit));
    });
  }

  it('in the comparison, in both languages, is what is measured, in whole kB', () => {
    const call = Math.round(sizeOf('@jackfield/core', 'a call'));
    const adapters = rows.slice(3, 8).map(([name, subpath]) => sizeOf(name, subpath));
    const [least, most] = [Math.min(...adapters), Math.max(...adapters)].map(Math.round);
    for (const document of ['docs/comparison.md', 'docs/comparison.zh.md']) {
      const text = read(document);
      const calls = [...text.matchAll(/(?:call is|of Jackfield's is|通话[^。，]*?(?:还要|是)) (\d+) kB/gu)];
      expect(
        calls.map(([, figure]) => Number(figure)),
        document,
      ).toEqual([call, call]);
      const [, from, to] = /(?:adapter's|适配器) (\d+) (?:to|到) (\d+) kB/u.exec(text) ?? [];
      expect([Number(from), Number(to)], document).toEqual([least, most]);
    }
  });

  it('of the peer-to-peer adapter in its READMEs is what its first chunk has', () => {
    const size = sizeOf('@jackfield/adapter-p2p', 'the adapter itself');
    const toldIn = (/** @type {string} */ file) =>
      Number(/(?:about|压缩后约) (\d+) kB/u.exec(read(`packages/adapter-p2p/${file}`))?.[1]);
    expect(Math.abs(toldIn('README.md') - size)).toBeLessThan(0.7);
    expect(toldIn('README.zh-CN.md')).toBe(toldIn('README.md'));
  });
});
