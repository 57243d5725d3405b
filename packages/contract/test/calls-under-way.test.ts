import type { RtcAdapter, RtcDriver } from '@jackfield/core/adapter';
import { createFakeEnvironment } from '@jackfield/core/testing';
import { expect, it } from 'vitest';
import { CallsUnderWay } from '../src/browser/calls-under-way.ts';
import { replace, sinkOf } from '../src/index.ts';
import { createStillAdapter } from './still-adapter.ts';

const page = createFakeEnvironment().environment;
const call = { signal: new AbortController().signal };

function driverOf(calls: CallsUnderWay, adapter: RtcAdapter): RtcDriver {
  return calls.middleware(adapter, page).createDriver(
    sinkOf(() => undefined),
    page,
  );
}

it('counts what has not settled, whichever way it does', async () => {
  const calls = new CallsUnderWay();
  let finish: () => void = () => undefined;
  let refuse: (reason: Error) => void = () => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const refused = new Promise<void>((_, reject) => (refuse = reject));
  const driver = driverOf(
    calls,
    replace(createStillAdapter(), {
      driver: () => ({ doReplaceTrack: () => finished, doSyncRemote: () => refused }),
    }),
  );
  await driver.doSyncLocal([], call);
  expect(calls.count).toBe(0);
  const replaced = driver.doReplaceTrack('camera', null, call);
  const synced = driver.doSyncRemote('zoe', [], call);
  expect(calls.count).toBe(2);
  finish();
  await replaced;
  expect(calls.count).toBe(1);
  refuse(new Error('no'));
  await expect(synced).rejects.toThrow('no');
  expect(calls.count).toBe(0);
});
