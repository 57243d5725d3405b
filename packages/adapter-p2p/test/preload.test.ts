import type { RtcDriverEnvironment, RtcDriverSink } from '@jackfield/core/adapter';
import { createFakeEnvironment } from '@jackfield/core/testing';
import { expect, it, vi } from 'vitest';
import { p2p, webSocketSignalling } from '../src/index.ts';

const sink = {} as RtcDriverSink;

it('has no driver before it is loaded, and one after', async () => {
  // A copy of the package of its own: other tests of this file may have loaded the driver.
  vi.resetModules();
  const { p2p: fresh, webSocketSignalling: signallingOf } = await import('../src/index.ts');
  const adapter = fresh({ signalling: signallingOf({ url: 'ws://nowhere.example' }) });
  const environment: RtcDriverEnvironment = createFakeEnvironment().environment;
  expect(() => adapter.createDriver(sink, environment)).toThrow(
    expect.objectContaining({ code: 'invalid-state' }),
  );
  await adapter.preload();
  const driver = adapter.createDriver(sink, environment);
  expect(driver.native).toBeUndefined();
  driver.dispose();
});

it('loads what the signalling needs too', async () => {
  const signalling = webSocketSignalling({ url: 'ws://nowhere.example' });
  const preload = vi.fn(() => Promise.resolve());
  await p2p({ signalling: { ...signalling, preload } }).preload();
  expect(preload).toHaveBeenCalledOnce();
});

it('takes a signalling that has nothing to load', async () => {
  const { preload: _, ...signalling } = webSocketSignalling({ url: 'ws://nowhere.example' });
  await expect(p2p({ signalling }).preload()).resolves.toBeUndefined();
});
