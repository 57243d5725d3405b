import type { RtcDriverSink } from '@jackfield/core/adapter';
import { createFakeEnvironment } from '@jackfield/core/testing';
import { expect, it, vi } from 'vitest';
import type { aliyun } from '../src/index.ts';
import type { AliEngineConstructor } from '../src/engine/port.ts';
import { DoubleEngine } from '../test-contract/double/double-engine.ts';
import { DoubleService } from '../test-contract/double/service.ts';

const sink = {} as RtcDriverSink;
const credential = (): Promise<never> => Promise.reject(new Error('never asked'));

function engineClass(): AliEngineConstructor {
  const { clock, tracks } = createFakeEnvironment();
  return class extends DoubleEngine {
    constructor() {
      super(new DoubleService(clock), tracks);
    }
  };
}

/** A copy of the package of its own: other tests of this file may have loaded the driver. */
async function freshAliyun(): Promise<typeof aliyun> {
  vi.resetModules();
  const fresh = await import('../src/aliyun.ts');
  return fresh.aliyun;
}

it('has no driver before it is loaded, and one after', async () => {
  const create = await freshAliyun();
  const adapter = create({ credential, sdk: engineClass() });
  const { environment } = createFakeEnvironment();
  expect(() => adapter.createDriver(sink, environment)).toThrow(
    expect.objectContaining({ code: 'invalid-state' }),
  );
  await adapter.preload();
  const driver = adapter.createDriver(sink, environment);
  expect(driver.native).toBeUndefined();
  driver.dispose();
});

it('says what to do where the driver cannot be loaded', async () => {
  vi.doMock('../src/call/join-channel.ts', () => {
    throw new Error('offline');
  });
  const create = await freshAliyun();
  await expect(create({ credential, sdk: engineClass() }).preload()).rejects.toMatchObject({
    code: 'network',
    message: expect.stringMatching(/reload the page/u) as string,
  });
  vi.doUnmock('../src/call/join-channel.ts');
});
