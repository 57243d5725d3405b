import { expect, it } from 'vitest';
import { readOptions } from '../src/options.ts';

const known = ['T01', 'T02'];
const account = { TRTC_SDK_APP_ID: '1400000001', TRTC_SECRET_KEY: 'key-of-the-app' };

it('says what to set where there is no account, and no value of it', () => {
  for (const [environment, named] of [
    [{}, 'TRTC_SDK_APP_ID and TRTC_SECRET_KEY must be set'],
    [{ TRTC_SDK_APP_ID: '1' }, 'TRTC_SECRET_KEY must be set'],
    [{ TRTC_SECRET_KEY: 'key-of-the-app' }, 'TRTC_SDK_APP_ID must be set'],
    [{ ...account, TRTC_SDK_APP_ID: 'x' }, 'TRTC_SDK_APP_ID must be a whole number'],
  ] as const) {
    const read = readOptions([], environment, known);
    expect('problems' in read && read.problems[0]).toContain(named);
    expect(JSON.stringify(read)).not.toContain('key-of-the-app');
  }
});

it('needs no account for a dry run, and takes none then', () => {
  expect(readOptions(['--dry-run'], account, known)).toEqual({ secrets: undefined, only: undefined });
});

it('takes the account and some items, and refuses others', () => {
  expect(readOptions(['--only', 'T02, T01'], account, known)).toEqual({
    secrets: { sdkAppId: 1_400_000_001, secretKey: 'key-of-the-app' },
    only: ['T02', 'T01'],
  });
  expect(readOptions(['--only', 'T99'], account, known)).toEqual({ problems: ['There is no item T99.'] });
  expect(readOptions(['--dry'], account, known)).toMatchObject({
    problems: [expect.stringContaining("Unknown option '--dry'") as string],
  });
});
