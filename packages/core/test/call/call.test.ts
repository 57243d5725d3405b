import { describe, expect, it, vi } from 'vitest';
import { createCall } from '../../src/call/call.ts';
import type { Legs } from '../../src/call/legs.ts';
import { reduce } from '../../src/state/reduce.ts';
import { createStore } from '../../src/state/store.ts';
import { createFakeEnvironment } from '../../src/testing/create-fake-environment.ts';
import { createStubVendor } from '../session/stub-vendor.ts';

const room = { room: 'studio', userId: 'me' };

/** Calls over legs that a test answers for. */
function createRig() {
  const { environment } = createFakeEnvironment();
  const store = createStore(environment);
  store.extend({ reduce });
  const told: string[] = [];
  store.on('state-changed', ({ state }) => {
    told.push(state.status === 'ended' ? `ended ${state.reason}` : state.status);
  });
  const log: string[] = [];
  let left = (): void => undefined;
  const join = vi.fn((attempt: AbortController): Promise<never> => {
    store.dispatch({ type: 'joinSucceeded', data: { leg: 1, result: { roster: [] } } });
    return new Promise((_, reject) => {
      attempt.signal.addEventListener('abort', () => {
        reject(attempt.signal.reason as Error);
      });
    });
  });
  const legs: Pick<Legs, 'connections' | 'end' | 'abandon' | 'join'> = {
    connections: new Map(),
    join: (_adapter, _options, { attempt }) => join(attempt),
    end: () => new Promise<void>((resolve) => (left = resolve)),
    abandon: () => log.push('abandon'),
  };
  const { adapter } = createStubVendor();
  const call = createCall({
    next: () => adapter,
    store,
    load: () => Promise.resolve(15_000),
    legs: legs as Legs,
    release: () => log.push('release'),
  });
  return {
    call,
    join,
    log,
    told,
    store,
    vendorHasLeft: () => {
      left();
    },
  };
}

describe('a call', () => {
  it('ends once, with one reason, when the vendor has let go', async () => {
    const { call, join, told, log, vendorHasLeft } = createRig();
    join.mockImplementationOnce(() => new Promise(() => undefined));
    void call.join(room);
    await vi.waitFor(() => expect(join).toHaveBeenCalled());
    expect(call.present).toBe(true);
    expect(told).toEqual(['joining']);
    const ended = [call.end('left'), call.end('kicked')];
    vendorHasLeft();
    await Promise.all(ended);
    expect(told).toEqual(['joining', 'leaving', 'ended left']);
    expect(log).toEqual(['release']);
    await call.end('disposed');
    expect(told).toHaveLength(3);
  });

  it('that is left while it joins is over at once, and its join rejects aborted', async () => {
    const { call, join, told, vendorHasLeft } = createRig();
    const joining = expect(call.join(room)).rejects.toMatchObject({ code: 'aborted' });
    await vi.waitFor(() => expect(join).toHaveBeenCalled());
    const ended = call.end('left');
    expect(told.slice(-2)).toEqual(['leaving', 'ended left']);
    await joining;
    vendorHasLeft();
    await ended;
  });

  it('keeps what is captured where that is asked for', async () => {
    const { call, join, log, vendorHasLeft } = createRig();
    join.mockImplementationOnce(() => new Promise(() => undefined));
    void call.join(room);
    const ended = call.end('left', { keepCapture: true });
    vendorHasLeft();
    await ended;
    expect(log).toEqual([]);
  });

  it('is idle again after a join that failed, and ready for the next', async () => {
    const { call, join, told } = createRig();
    join.mockRejectedValueOnce(new Error('no such room'));
    await expect(call.join(room)).rejects.toMatchObject({ code: 'unknown', adapter: 'stub' });
    expect(told).toEqual(['joining', 'idle']);
    expect(call.present).toBe(false);
  });

  it('is abandoned at once when the page closes, also while it joins', async () => {
    const { call, join, told, log } = createRig();
    const joining = expect(call.join(room)).rejects.toMatchObject({ code: 'aborted' });
    await vi.waitFor(() => expect(join).toHaveBeenCalled());
    call.abandon();
    expect(told.at(-1)).toBe('ended page-closed');
    expect(log).toEqual(['abandon', 'release']);
    await joining;
  });
});
