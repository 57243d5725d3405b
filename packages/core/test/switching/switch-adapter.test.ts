import { describe, expect, it } from 'vitest';
import { RtcError } from '../../src/errors/rtc-error.ts';
import { createSwitchRig } from './rig.ts';

const never = new Promise<never>(() => undefined);

describe('switchAdapter', () => {
  it('tells that a switch begins and how it ends, with what was measured', async () => {
    const { session, pass, begin } = await createSwitchRig();
    const told: unknown[] = [];
    for (const name of ['adapter-switching', 'adapter-switched', 'adapter-switch-failed'] as const)
      session.on(name, (event) => told.push([name, event]));
    const event = { from: 'one', to: 'other' };
    begin();
    await pass(100);
    expect(told).toEqual([
      ['adapter-switching', event],
      ['adapter-switched', { ...event, gaps: [] }],
    ]);
    told.length = 0;
    const outcome = begin();
    await pass(100);
    const again = { from: 'other', to: 'other' };
    expect(told).toEqual([
      ['adapter-switching', again],
      ['adapter-switch-failed', { ...again, error: outcome.error }],
    ]);
  });

  it('says what is lost and gained', async () => {
    const { pass, begin } = await createSwitchRig({ other: { able: { displayNames: false } } });
    const outcome = begin();
    await pass(100);
    expect(outcome.result?.comparison.lost).toMatchObject([{ name: 'display-names' }]);
  });

  it('is refused during another one, and not after it', async () => {
    const { other, pass, begin, told } = await createSwitchRig();
    const slow = begin({ deadlineMs: 1_000 }, { ...other.adapter, preload: () => never });
    await pass(50);
    const second = begin();
    await pass(50);
    expect(second.error).toMatchObject({
      code: 'invalid-state',
      message: 'Another switch is under way: wait for it or abort it.',
    });
    expect(told).toEqual(['adapter-switching']);
    await pass(1_000);
    expect(slow.error).toMatchObject({ code: 'timeout' });
    const third = begin();
    await pass(100);
    expect(third.result?.to).toBe('other');
  });

  it('is refused where there is no call, or no connection is left of it', async () => {
    const { one, other, session, pass, begin } = await createSwitchRig();
    begin({ deadlineMs: 1_000 }, { ...other.adapter, preload: () => never });
    await pass(50);
    one.sink().ended({ reason: 'server-shutdown', vendorHasLeft: true });
    await pass(50);
    expect(session.state.status).toBe('reconnecting');
    const without = begin();
    await pass(50);
    expect(without.error).toMatchObject({
      code: 'invalid-state',
      message: 'A switch needs a call: join first.',
    });
    await session.leave();
    const ended = begin();
    await pass(50);
    expect(ended.error).toMatchObject({ code: 'invalid-state', adapter: 'other' });
  });

  it('names the adapter that was given in what it rejects with, where that has a name', async () => {
    const { pass, begin } = await createSwitchRig();
    const part = { specificationVersion: 1 };
    for (const [given, adapter] of [
      [null, undefined],
      ['other', undefined],
      [part, undefined],
      [{ ...part, name: 7 }, undefined],
      [{ ...part, name: 'a part of one' }, 'a part of one'],
    ] as const) {
      const outcome = begin({}, given as never);
      await pass(50);
      expect(outcome.error).toBeInstanceOf(RtcError);
      expect(outcome.error).toHaveProperty('adapter', adapter);
    }
  });
});
