import { RtcError } from '@jackfield/core/adapter';
import { createErrors, readField } from '@jackfield/core/adapter-kit';
import { expect, it } from 'vitest';

const errors = createErrors({
  adapter: 'acme',
  vendorCode: (cause) => {
    const number = readField(cause, 'number');
    return typeof number === 'number' ? number : undefined;
  },
  table: { 7: 'room-full', 8: 'room-closed' },
  codeOf: (_cause, vendorCode) => (vendorCode === 8 ? 'forbidden' : undefined),
});

it('takes the code from the table, and from what tells better than the table', () => {
  expect(errors.from({ number: 7 }, 'It failed.', 'unknown')).toMatchObject({
    code: 'room-full',
    vendorCode: 7,
    adapter: 'acme',
    cause: { number: 7 },
  });
  expect(errors.from({ number: 8 }, 'It failed.', 'unknown').code).toBe('forbidden');
});

it('takes the fallback for a number that nobody knows', () => {
  expect(errors.from({ number: 9 }, 'It failed.', 'signalling')).toMatchObject({
    code: 'signalling',
    vendorCode: 9,
  });
});

it('keeps what a DOMException means, and does not take one that means nothing for unknown', () => {
  const busy = new DOMException('no', 'NotReadableError');
  expect(errors.from(busy, 'It failed.', 'publish-failed').code).toBe('device-in-use');
  const odd = new DOMException('no', 'OddError');
  expect(errors.from(odd, 'It failed.', 'publish-failed').code).toBe('publish-failed');
});

it.each(['Failed to fetch', 'NetworkError when attempting to fetch resource.', 'Load failed'])(
  'takes "%s" for a network that is not there',
  (message) => {
    expect(errors.from(new TypeError(message), 'It failed.', 'unknown').code).toBe('network');
    expect(errors.from(new TypeError('x is undefined'), 'It failed.', 'signalling').code).toBe('signalling');
  },
);

it('leaves an RtcError as it is', () => {
  const own = new RtcError({ code: 'room-full', message: 'Full.' });
  expect(errors.from(own, 'It failed.', 'unknown')).toBe(own);
});

it('makes errors with the name of the adapter', () => {
  expect(errors.make('forbidden', 'No.', { vendorCode: 3 })).toMatchObject({
    code: 'forbidden',
    message: 'No.',
    adapter: 'acme',
    vendorCode: 3,
  });
});

it('serves the catch of a promise', async () => {
  const work = Promise.reject(new Error('odd'));
  await expect(work.catch(errors.rethrow('It failed.', 'message-failed'))).rejects.toMatchObject({
    code: 'message-failed',
    message: 'It failed. (odd)',
  });
});

it('reads a field of anything', () => {
  const trap = {
    get number(): number {
      throw new Error('trap');
    },
  };
  for (const value of [undefined, null, 'text', 5, {}, trap])
    expect(readField(value, 'number')).toBeUndefined();
  expect(readField({ number: 5 }, 'number')).toBe(5);
});
