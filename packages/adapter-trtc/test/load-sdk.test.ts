import { expect, test } from 'vitest';
import { sdkLoader } from '../src/load-sdk.ts';
import { DoubleSdk } from './support/double-sdk.ts';

test('outside a browser the package is not touched: loading it throws there', async () => {
  await expect(sdkLoader(undefined)()).rejects.toMatchObject({
    code: 'sdk-missing',
    message: expect.stringContaining('runs in a browser only') as string,
  });
});

test('the class, a function that gives it, or a module that has it as default; quietened once', async () => {
  const sdk = new DoubleSdk();
  for (const given of [sdk, () => Promise.resolve(sdk), () => Promise.resolve({ default: sdk })])
    expect(await sdkLoader(given)()).toBe(sdk);
  expect(sdk.levels).toEqual([
    [5, false],
    [5, false],
    [5, false],
  ]);
});

test('what fails once is tried again', async () => {
  const sdk = new DoubleSdk();
  let times = 0;
  const load = sdkLoader(() => {
    times += 1;
    return times === 1 ? Promise.reject(new Error('no chunk')) : Promise.resolve(sdk);
  });
  await expect(load()).rejects.toMatchObject({ code: 'sdk-missing' });
  expect(await load()).toBe(sdk);
  expect(await load()).toBe(sdk);
  expect(times).toBe(2);
});

test('something else is named', async () => {
  await expect(sdkLoader(() => Promise.resolve({}))()).rejects.toThrow('not the class TRTC');
});
