import { portableIdPattern, type RtcDriver, type RtcDriverSink } from '@jackfield/core/adapter';
import { createLegDriver, defineAdapter } from '@jackfield/core/adapter-kit';
import { createFakeEnvironment } from '@jackfield/core/testing';
import { expect, it, vi } from 'vitest';
import { call, capabilities, never, rig } from './leg-rig.ts';

it('freezes the adapter and its manifest', async () => {
  const { adapter } = await rig();
  expect(Object.isFrozen(adapter)).toBe(true);
  expect(Object.isFrozen(adapter.capabilities)).toBe(true);
  expect(Object.isFrozen(adapter.capabilities.roles)).toBe(true);
  expect(Object.isFrozen(adapter.limits)).toBe(true);
  expect(adapter).toMatchObject({ specificationVersion: 1, name: 'acme' });
});

it('has no driver before it is loaded', async () => {
  vi.resetModules();
  const fresh = await import('../../src/adapter-kit/define-adapter.ts');
  const { environment } = createFakeEnvironment();
  const loaded: string[] = [];
  const adapter = fresh.defineAdapter({
    name: 'acme',
    capabilities,
    limits: { userIdPattern: portableIdPattern, roomPattern: portableIdPattern, displayNameLength: 10 },
    preload: () => Promise.resolve(loaded.push('sdk')),
    open: () => never,
  });
  const create = (): RtcDriver => adapter.createDriver({} as RtcDriverSink, environment);
  expect(create).toThrow(expect.objectContaining({ code: 'invalid-state' }));
  expect(loaded).toEqual([]);
  await adapter.preload();
  expect(loaded).toEqual(['sdk']);
  expect(create().native).toBeUndefined();
});

it('takes a support check and a driver of the adapter’s own, which needs nothing loaded', async () => {
  const { environment } = createFakeEnvironment();
  const did: string[] = [];
  const adapter = defineAdapter<string>({
    name: 'acme',
    capabilities,
    limits: { userIdPattern: portableIdPattern, roomPattern: portableIdPattern, displayNameLength: 10 },
    checkSupport: () => ({ supported: true, problems: [] }),
    open: () => never,
    driver(parts) {
      const driver = createLegDriver(parts);
      return { ...driver, dispose: () => did.push(`dispose ${parts.adapter}`) };
    },
  });
  vi.stubGlobal('isSecureContext', false);
  try {
    await expect(adapter.checkSupport()).resolves.toEqual({ supported: true, problems: [] });
  } finally {
    vi.unstubAllGlobals();
  }
  const driver = adapter.createDriver({} as RtcDriverSink, environment);
  await expect(call(driver)).rejects.toMatchObject({ code: 'invalid-state', adapter: 'acme' });
  driver.dispose();
  expect(did).toEqual(['dispose acme']);
});
