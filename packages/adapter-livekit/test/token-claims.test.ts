import { expect, it } from 'vitest';
import { tokenEndsAt } from '../src/token-claims.ts';

const tokenOf = (claims: unknown): string =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;

it.each([
  ['a token', tokenOf({ exp: 1_700_000_000, name: '李?>' }), 1_700_000_000_000],
  ['one that never ends', tokenOf({}), undefined],
  ['one with a strange end', tokenOf({ exp: 'soon' }), undefined],
  ['something else', 'something else', undefined],
  ['nothing', '', undefined],
])('reads the end of %s', (_name, token, end) => {
  expect(tokenEndsAt(token)).toBe(end);
});
