import { afterAll, beforeAll, expect, it } from 'vitest';
import { items, type LiveItem } from '../src/items.ts';
import { runItems } from '../src/run-items.ts';
import { Stage } from '../src/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open(undefined);
});
afterAll(() => stage.close());

it.each(items)('$id $title', { tags: ['long'] }, async (item) => {
  const lines: string[] = [];
  expect(await runItems(stage, [item], (line) => lines.push(line)), lines.join('\n')).toBe(0);
});

it('prints no secret, even where an item does', async () => {
  const lines: string[] = [];
  const careless: LiveItem = {
    id: 'T99',
    title: 'says what it should not',
    run({ secrets }, see) {
      see(`key ${secrets.secretKey}`);
      return Promise.reject(new Error(`sig ${stage.credential('ann').userSig}`));
    },
  };
  expect(await runItems(stage, [careless], (line) => lines.push(line))).toBe(1);
  expect(lines).toEqual(['✗ T99 says what it should not', '    key [secret]', '    sig [userSig]']);
});
