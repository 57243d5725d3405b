import { expect, it } from 'vitest';
import { tokenClaims } from '../src/token-claims.ts';

const tokenOf = (claims: unknown): string =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;

it.each([
  ['a token', tokenOf({ exp: 1_700_000_000, name: '李?>' }), { endsAt: 1_700_000_000_000, joins: false }],
  ['one that never ends', tokenOf({ video: { roomJoin: true } }), { endsAt: undefined, joins: true }],
  ['one with a strange end', tokenOf({ exp: 'soon' }), { endsAt: undefined, joins: false }],
  ['something else', 'something else', undefined],
  ['nothing', '', undefined],
])('reads %s', (_name, token, claims) => {
  expect(tokenClaims(token)).toEqual(claims);
});
