import type { RtcEnvironment } from '@jackfield/core';
import type { RtcAdapter, RtcDriver, RtcDriverSink } from '@jackfield/core/adapter';
import { createFakeEnvironment } from '@jackfield/core/testing';
import { createStillAdapter } from './still-adapter.ts';
import { describe, expect, it } from 'vitest';
import { chain, replace, sinkOf, worldOf, type DriverFact } from '../src/index.ts';

const page: RtcEnvironment = createFakeEnvironment().environment;

function driverOf(adapter: RtcAdapter, facts: DriverFact[] = []): RtcDriver {
  return adapter.createDriver(
    sinkOf((fact) => facts.push(fact)),
    page,
  );
}

describe('middleware', () => {
  it('replaces members of a frozen adapter and leaves the others as they are', async () => {
    const adapter = createStillAdapter();
    expect(Object.isFrozen(adapter)).toBe(true);
    const other = replace(adapter, {
      adapter: { name: 'other' },
      driver: () => ({ doLeave: () => Promise.resolve() }),
    });
    expect([other.name, other.capabilities]).toEqual(['other', adapter.capabilities]);
    await expect(other.preload()).resolves.toBeUndefined();
    await expect(driverOf(adapter).doLeave()).rejects.toThrow('not joined');
    await expect(driverOf(other).doLeave()).resolves.toBeUndefined();
  });

  it('takes a member away where it is replaced by undefined, and keeps the `this` of the rest', async () => {
    const without = replace(createStillAdapter(), {
      driver: () => Object.fromEntries([['doSetRole', undefined]]),
    });
    const driver = driverOf(without);
    expect(driver.doSetRole).toBeUndefined();
    await driver.doSyncLocal([], { signal: new AbortController().signal });
    expect(driver.native).toBe(1);
  });

  it('stands between a driver and its sink', () => {
    const facts: DriverFact[] = [];
    const louder = (sink: RtcDriverSink): Partial<RtcDriverSink> => ({
      recordingChanged: () => sink.recordingChanged({ recording: true }),
    });
    driverOf(replace(createStillAdapter(), { sink: louder }), facts).dispose();
    expect(facts).toEqual([{ name: 'recordingChanged', fact: { recording: true } }]);
  });

  it('is chained with the first next to the adapter', () => {
    const named =
      (suffix: string) =>
      (adapter: RtcAdapter): RtcAdapter =>
        replace(adapter, { adapter: { name: `${adapter.name}${suffix}` } });
    expect(chain(named('-a'), undefined, named('-b'))(createStillAdapter(), page).name).toBe('still-a-b');
  });

  it('gives a world that can be awaited', async () => {
    const world = await Promise.resolve(worldOf({}));
    await expect(world.record(true)).rejects.toThrow('no "record"');
  });
});
