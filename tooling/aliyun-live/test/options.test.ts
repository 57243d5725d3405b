import { expect, it } from 'vitest';
import { readOptions } from '../src/options.ts';

const known = ['L01', 'L02'];
const account = { ALIYUN_APP_ID: 'app', ALIYUN_APP_KEY: 'key-of-the-app' };

it('says what to set where there is no account', () => {
  for (const [environment, named] of [
    [{}, 'ALIYUN_APP_ID and ALIYUN_APP_KEY must be set'],
    [{ ALIYUN_APP_ID: 'app' }, 'ALIYUN_APP_KEY must be set'],
    [{ ALIYUN_APP_KEY: 'key-of-the-app' }, 'ALIYUN_APP_ID must be set'],
  ] as const) {
    const read = readOptions([], environment, known);
    expect('problems' in read && read.problems[0]).toMatch(new RegExp(`^${named}`, 'u'));
    expect(JSON.stringify(read)).not.toContain('key-of-the-app');
  }
});

it('needs no account for a dry run, and takes none then', () => {
  expect(readOptions(['--dry-run'], account, known)).toEqual({
    secrets: undefined,
    byHand: false,
    only: undefined,
  });
});

it('takes the account, another entry address, and some items', () => {
  const environment = { ...account, ALIYUN_GSLB: 'https://gslb.example' };
  expect(readOptions(['--by-hand', '--only', 'L02, L01'], environment, known)).toEqual({
    secrets: { appId: 'app', appKey: 'key-of-the-app', gslb: ['https://gslb.example'] },
    byHand: true,
    only: ['L02', 'L01'],
  });
});

it.each([
  [['--only', 'L99'], {}, 'There is no item L99.'],
  [['--dry'], {}, "Unknown option '--dry'"],
  [[], { ALIYUN_GSLB: 'gslb.example' }, 'ALIYUN_GSLB must be an address'],
] as const)('refuses %j', (args, more, sentence) => {
  const read = readOptions(args, { ...account, ...more }, known);
  expect('problems' in read && read.problems[0]).toContain(sentence);
});
