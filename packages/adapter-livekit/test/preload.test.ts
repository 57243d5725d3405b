import type { RtcAdapter, RtcDriverSink } from '@jackfield/core/adapter';
import { createFakeEnvironment } from '@jackfield/core/testing';
import type { Room } from 'livekit-client';
import { expect, expectTypeOf, it, vi } from 'vitest';
import type { livekit, LivekitModule } from '../src/index.ts';

const sink = {} as RtcDriverSink;
const credential = (): Promise<never> => Promise.reject(new Error('never asked'));

/** A copy of the package of its own: other tests of this file may have loaded the driver. */
async function freshLivekit(): Promise<typeof livekit> {
  vi.resetModules();
  const fresh = await import('../src/livekit.ts');
  return fresh.livekit;
}

it('has no driver before it is loaded, and one after', async () => {
  const create = await freshLivekit();
  const load = vi.fn(() => Promise.resolve({} as LivekitModule));
  const adapter = create({ credential, sdk: load });
  const { environment } = createFakeEnvironment();
  expect(() => adapter.createDriver(sink, environment)).toThrow(
    expect.objectContaining({ code: 'invalid-state' }),
  );
  expect(load).not.toHaveBeenCalled();
  await adapter.preload();
  expect(load).toHaveBeenCalledOnce();
  const driver = adapter.createDriver(sink, environment);
  expect(driver.native).toBeUndefined();
  driver.dispose();
});

it('says what to do where the driver cannot be loaded', async () => {
  vi.doMock('../src/join-room.ts', () => {
    throw new Error('offline');
  });
  const create = await freshLivekit();
  await expect(create({ credential }).preload()).rejects.toMatchObject({
    code: 'network',
    message: expect.stringMatching(/reload the page/u) as string,
  });
  vi.doUnmock('../src/join-room.ts');
});

it('gives `session.native` the type of the SDK that it was given, and needs its declarations for nothing else', async () => {
  const create = await freshLivekit();
  const given = create({ credential, sdk: () => import('livekit-client') });
  expectTypeOf(given).toEqualTypeOf<RtcAdapter<Room>>();
  expectTypeOf(create({ credential })).toEqualTypeOf<RtcAdapter>();
});
