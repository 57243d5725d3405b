import { readField } from '@jackfield/core/adapter-kit';
import { expect, it } from 'vitest';

it.each([
  ['its own field', { code: 7 }, 7],
  ['an inherited field', Object.create({ code: 7 }), 7],
  ['a field of an error', Object.assign(new Error('odd'), { code: 7 }), 7],
  ['a getter', Object.defineProperty({}, 'code', { get: () => 7 }), 7],
  ['an index of a list', Object.assign([], { code: 7 }), 7],
  ['a missing field', {}, undefined],
  ['nothing', undefined, undefined],
  ['null', null, undefined],
  ['a text', 'code', undefined],
  ['a number', 7, undefined],
])('reads %s', (_what, value: unknown, found) => {
  expect(readField(value, 'code')).toBe(found);
});

it('gives undefined where the getter throws, or a proxy does', () => {
  const odd = Object.defineProperty({}, 'code', {
    get() {
      throw new Error('odd');
    },
  });
  const { proxy, revoke } = Proxy.revocable({ code: 7 }, {});
  revoke();
  expect(readField('code', 'length')).toBeUndefined();
  expect([readField(odd, 'code'), readField(proxy, 'code')]).toEqual([undefined, undefined]);
});
