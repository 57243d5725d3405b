import { expect, it } from 'vitest';
import { lazyPart } from '../src/adapter.ts';

it('is not there before it is loaded, and is loaded once', async () => {
  let times = 0;
  const part = lazyPart('acme', () => Promise.resolve({ times: (times += 1) }));
  expect(() => part.get()).toThrow(expect.objectContaining({ code: 'invalid-state', adapter: 'acme' }));
  expect(await part.load()).toBe(await part.load());
  expect(part.get()).toEqual({ times: 1 });
});

it('says what to do where it cannot be loaded, keeps the cause, and asks again', async () => {
  const cause = new TypeError('Failed to fetch dynamically imported module');
  let offline = true;
  const part = lazyPart('acme', () => (offline ? Promise.reject(cause) : Promise.resolve({ driver: true })));
  await expect(part.load()).rejects.toMatchObject({
    code: 'network',
    adapter: 'acme',
    cause,
    message: expect.stringContaining('reload the page') as string,
  });
  expect(() => part.get()).toThrow(expect.objectContaining({ code: 'invalid-state' }));
  offline = false;
  expect(await part.load()).toEqual({ driver: true });
});
