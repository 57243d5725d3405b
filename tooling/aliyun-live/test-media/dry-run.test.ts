import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LiveItem } from '../src/item.ts';
import { items } from '../src/items/index.ts';
import { walkthrough } from '../src/items/walkthrough.ts';
import { runItems } from '../src/run-items.ts';
import { emulatedService, type LiveService } from '../src/service.ts';
import { Stage } from '../src/stage.ts';

let service: LiveService;
let stage: Stage;

beforeAll(async () => {
  service = await emulatedService();
  stage = await Stage.open(service);
});
afterAll(async () => {
  await stage.close();
  await service.stop();
});

it.each(walkthrough)('$id $title', passes);
it.each(items.filter((item) => !walkthrough.includes(item)))('$id $title', { tags: ['long'] }, passes);

async function passes(item: LiveItem): Promise<void> {
  const lines: string[] = [];
  const [result] = await runItems(stage, { items: [item], byHand: false, print: (line) => lines.push(line) });
  expect(result, lines.join('\n')).toEqual({ id: item.id, status: 'passed' });
}

it('prints no secret, even where an item does', async () => {
  const lines: string[] = [];
  const careless: LiveItem = {
    id: 'L99',
    title: 'says what it should not',
    run({ stage: { desk }, see }) {
      see(`token ${desk.mint({ room: 'room', userId: 'ann' }).token}`);
      return Promise.reject(new Error(`key ${desk.appKey}`));
    },
  };
  await runItems(stage, { items: [careless], byHand: false, print: (line) => lines.push(line) });
  expect(lines).toEqual(['✗ L99 says what it should not', '    token [secret]', '    key [secret]']);
});

it('stops where nobody is let in, and says what to check', async () => {
  const lines: string[] = [];
  const ran: string[] = [];
  const item = (id: string, outcome: Promise<void>, first?: true): LiveItem => ({
    id,
    title: id,
    ...(first && { first }),
    run() {
      ran.push(id);
      return outcome;
    },
  });
  const refused = Promise.reject(new Error('refused'));
  const results = await runItems(stage, {
    items: [item('L01', refused, true), item('L02', Promise.resolve())],
    byHand: false,
    print: (line) => lines.push(line),
  });
  expect(results.map(({ status }) => status)).toEqual(['failed', 'not run']);
  expect(ran).toEqual(['L01']);
  expect(lines.join('\n')).toContain('check ALIYUN_APP_ID and ALIYUN_APP_KEY');
});
