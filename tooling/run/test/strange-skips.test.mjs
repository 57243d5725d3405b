import { expect, it } from 'vitest';
import { leftOut } from '../left-out.mjs';
import { strangeSkips } from '../lib/lanes/strange-skips.mjs';

const skip = { name: 'packages/x test:media: a.test.ts > needs a printer', reason: 'no printer' };

it('fails for each skipped test whose reason is not in the list', () => {
  expect(strangeSkips([skip], [])).toMatchObject({
    failed: 1,
    failures: [expect.stringContaining(skip.name)],
  });
  const known = {
    what: 'printing',
    reason: 'paper',
    command: 'npm run print',
    skip: 'needs a printer: no printer$',
  };
  expect(strangeSkips([skip, { ...skip, name: 'b' }], [known])).toMatchObject({ failed: 1 });
  expect(strangeSkips([skip], [known])).toMatchObject({ failed: 0, passed: 0 });
});

it('every entry of the list says why and by what it is run', () => {
  for (const { what, reason, command } of leftOut) {
    expect([what, reason, command].every((text) => text.length > 5)).toBe(true);
  }
});

it('every pattern of the list is one', () => {
  for (const { skip = '', clauses = '' } of leftOut)
    expect(() => [skip, clauses].map((text) => new RegExp(text, 'u'))).not.toThrow();
});
