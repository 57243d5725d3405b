import type { RtcErrorCode } from '@jackfield/core';
import { noLeaks } from '@jackfield/core/testing';
import { describe, expect, it } from 'vitest';
import {
  failover,
  memoryCircuits,
  storedCircuits,
  type CircuitStore,
  type FailoverPolicy,
} from '../src/failover.ts';
import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { createFailoverRig } from './failover-rig.ts';

describe('a join over several vendors', () => {
  it('goes to the first one that takes it', async () => {
    const rig = createFailoverRig();
    expect(await rig.join()).toBe('joined');
    expect(rig.homes()).toEqual(['a']);
    expect(rig.decisions).toMatchObject([{ route: 'a', failures: [], user: { userId: 'me' } }]);
  });

  for (const code of ['network', 'signalling', 'ice-failed', 'rate-limited', 'server-error'] as const)
    it(`passes one over that refuses for a reason that may pass: ${code}`, async () => {
      const rig = createFailoverRig();
      rig.clouds.a.plan('join', { kind: 'refuse', code });
      expect(await rig.join()).toBe('joined');
      expect(rig.homes()).toEqual(['b']);
      expect(rig.decisions[0]?.failures.map((error) => error.code)).toEqual([code]);
    });

  const never: readonly RtcErrorCode[] = [
    'kicked',
    'replaced',
    'room-closed',
    'credential-invalid',
    'credential-expired',
    'forbidden',
    'room-full',
    'room-not-found',
    'invalid-argument',
    'unknown',
  ];
  for (const code of never)
    it(`asks nobody else after ${code}`, async () => {
      const rig = createFailoverRig();
      rig.clouds.a.plan('join', { kind: 'refuse', code });
      expect(await rig.join()).toBe(code);
      expect(rig.homes()).toEqual([]);
      expect(rig.decisions).toMatchObject([{ route: undefined }]);
      expect(await rig.join()).toBe('joined');
      expect(rig.homes()).toEqual(['a']);
    });

  for (const reason of ['kicked', 'replaced', 'room-closed', 'credential-expired'] as const)
    it(`asks nobody else where the first one ends the call while joining: ${reason}`, async () => {
      const rig = createFailoverRig();
      rig.clouds.a.plan('join', { kind: 'end', reason });
      expect(await rig.join()).toBe(reason);
      expect(rig.homes()).toEqual([]);
    });

  it('passes one over that goes down while joining', async () => {
    const rig = createFailoverRig();
    rig.clouds.a.plan('join', { kind: 'end', reason: 'server-shutdown' });
    expect(await rig.join()).toBe('joined');
    expect(rig.homes()).toEqual(['b']);
  });

  it('passes one over that is slow, and leaves it when it answers late', async () => {
    const rig = createFailoverRig({ order: ['a', 'b'], joinMs: 1_000 });
    const release = rig.clouds.a.plan('join', { kind: 'hold' });
    expect(await rig.join(900)).toBe('nothing');
    await rig.pass(300);
    expect([rig.session.state.status, rig.homes()]).toEqual(['joined', ['b']]);
    release();
    await rig.pass(200);
    expect(rig.homes()).toEqual(['b']);
    await rig.session.dispose();
    expect(rig.world.leaks()).toEqual(noLeaks);
  });

  it('says what each of them said where none takes it, and leaves nothing behind', async () => {
    const rig = createFailoverRig();
    for (const cloud of Object.values(rig.clouds)) cloud.shutdown();
    expect(await rig.join()).toMatch(/server-error|network/);
    expect(rig.decisions[0]?.failures).toHaveLength(3);
    await rig.session.dispose();
    expect(rig.world.leaks()).toEqual(noLeaks);
  });

  it('refuses somebody for whom the policy has no route, and says why', async () => {
    const rig = createFailoverRig({ order: ['a'], killed: ['a'] });
    await expect(rig.session.join({ room: 'studio', userId: 'me' })).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('a is switched off') as unknown,
    });
  });

  it('asks for the policy at each join, so that a switch that was thrown counts', async () => {
    let policy: FailoverPolicy = { order: ['a', 'b'] };
    const rig = createFailoverRig(() => policy);
    await rig.join();
    await rig.session.leave();
    policy = { order: ['a', 'b'], killed: ['a'] };
    await rig.join();
    expect(rig.homes()).toEqual(['b']);
  });
});

describe('the memory of what failed', () => {
  const policy: FailoverPolicy = { order: ['a', 'b'], circuit: { failures: 2, openMs: 10_000 } };

  async function joinAnew(circuits: CircuitStore, broken: boolean): Promise<readonly string[]> {
    const rig = createFailoverRig(policy, { circuits });
    if (broken) rig.clouds.a.plan('join', { kind: 'refuse', code: 'network' }, { times: Infinity });
    await rig.join();
    const tried = [...(rig.decisions[0]?.failures ?? []).map(({ adapter }) => adapter ?? ''), ...rig.homes()];
    await rig.session.dispose();
    return tried;
  }

  it('tries a vendor last that failed in joins before, also of other pages', async () => {
    const circuits = memoryCircuits();
    expect(await joinAnew(circuits, true)).toEqual(['a', 'b']);
    expect(await joinAnew(circuits, true)).toEqual(['a', 'b']);
    expect(await joinAnew(circuits, true)).toEqual(['b']);
    expect(await joinAnew(circuits, false)).toEqual(['b']);
  });

  it('tries it again when the time is over, and forgets when it works', async () => {
    const circuits = memoryCircuits();
    const rig = createFailoverRig(policy, { circuits });
    for (let count = 0; count < 2; count += 1) {
      rig.clouds.a.plan('join', { kind: 'refuse', code: 'network' });
      await rig.join();
      await rig.session.leave();
    }
    await rig.join();
    expect(rig.homes()).toEqual(['b']);
    await rig.session.leave();
    await rig.pass(10_000);
    await rig.join();
    expect(rig.homes()).toEqual(['a']);
    expect(circuits.get('a')).toEqual({ failures: 0, openUntil: 0 });
  });

  it('still uses it where there is no other', async () => {
    const circuits = memoryCircuits();
    for (const route of ['a', 'b', 'c']) circuits.set(route, { failures: 9, openUntil: 4e12 });
    const rig = createFailoverRig(policy, { circuits });
    expect(await rig.join()).toBe('joined');
  });

  it('does without a store that throws, rejects, never answers or gives nonsense', async () => {
    const stores: readonly CircuitStore[] = [
      {
        get() {
          throw new Error('no');
        },
        set() {
          throw new Error('no');
        },
      },
      { get: () => Promise.reject(new Error('no')), set: () => Promise.reject(new Error('no')) },
      { get: () => new Promise(() => undefined), set: () => undefined },
      { get: () => JSON.parse('{"failures":"many"}') as undefined, set: () => undefined },
    ];
    for (const circuits of stores) {
      const rig = createFailoverRig(policy, { circuits });
      rig.clouds.a.plan('join', { kind: 'refuse', code: 'network' });
      expect(await rig.join(1_000)).toBe('joined');
      expect(rig.homes()).toEqual(['b']);
    }
  });

  it('can be kept in a storage of the browser', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    const circuits = storedCircuits(storage);
    expect(circuits.get('a')).toBeUndefined();
    circuits.set('a', { failures: 2, openUntil: 7 });
    expect(storedCircuits(storage).get('a')).toEqual({ failures: 2, openUntil: 7 });
    kept.set('jackfield-circuits/a', '{"failures":null}');
    expect(circuits.get('a')).toBeUndefined();
  });
});

describe('what makes no sense', () => {
  const cloud = createFakeCloud();
  const [a, b] = [fake(cloud, { name: 'a' }), fake(cloud, { name: 'b' })];
  const cases: readonly (readonly [string, () => unknown, RegExp])[] = [
    ['no adapter', () => failover([], { order: ['a'] }), /names a, which is no adapter/],
    ['an adapter twice', () => failover([a, a], { order: ['a'] }), /Two routes are named a/],
    ['no order', () => failover([a], { order: [] }), /policy.order/],
    ['a route twice', () => failover([a], { order: ['a', 'a'] }), /twice/],
    [
      'a weight of nobody',
      () => failover([a, b], { order: ['a'], weights: { b: 5 } }),
      /policy.weights names b/,
    ],
    [
      'more than all',
      () => failover([a, b], { order: ['a', 'b'], weights: { a: 60, b: 41 } }),
      /101 per cent/,
    ],
    ['a bound of nothing', () => failover([a], { order: ['a'], joinMs: 0 }), /policy.joinMs/],
    [
      'a circuit of nothing',
      () => failover([a], { order: ['a'], circuit: { failures: 0, openMs: 1 } }),
      /circuit/,
    ],
    ['no policy', () => failover([a], JSON.parse('null') as FailoverPolicy), /must be an object/],
    [
      'sound that comes otherwise',
      () =>
        failover([a, fake(cloud, { name: 'b', capabilities: { remoteAudio: 'one-mix' } })], {
          order: ['a', 'b'],
        }),
      /cannot stand in/,
    ],
  ];
  for (const [what, run, message] of cases)
    it(`is refused: ${what}`, () => {
      expect(run).toThrow(
        expect.objectContaining({
          code: 'invalid-argument',
          message: expect.stringMatching(message) as unknown,
        }),
      );
    });

  it('takes two adapters of one name under names of their own', () => {
    const made = failover(
      [
        { route: 'eu', adapter: a },
        { route: 'us', adapter: a },
      ],
      { order: ['us', 'eu'] },
    );
    expect(made.name).toBe('us-or-eu');
  });
});
