import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { createSession } from '@jackfield/core';
import type { JoinResult, RtcAdapter } from '@jackfield/core/adapter';
import { createFakeEnvironment, noLeaks } from '@jackfield/core/testing';
import { describe, expect, it } from 'vitest';
import { failover } from '../src/failover.ts';
import { createAttempt } from '../src/failover/attempt.ts';
import { room } from './failover-rig.ts';

/** An adapter whose call is lost so many microtasks after it said that it has joined. */
function lostAfter(turns: number, adapter: RtcAdapter): RtcAdapter {
  return {
    ...adapter,
    createDriver(sink, environment) {
      const driver = adapter.createDriver(sink, environment);
      return {
        ...driver,
        async doJoin(request): Promise<JoinResult> {
          const result = await driver.doJoin(request);
          let turn = Promise.resolve();
          for (let index = 0; index < turns; index += 1) turn = turn.then(() => undefined);
          void turn.then(() => {
            sink.ended({ reason: 'connection-lost', vendorHasLeft: false });
          });
          return result;
        },
      };
    },
  };
}

describe('a route', () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8])(
    'that is lost %i turns after it joined is no call that goes on',
    async (turns) => {
      const world = createFakeEnvironment();
      const cloud = createFakeCloud({ clock: world.clock });
      const adapter = failover([lostAfter(turns, fake(cloud, { name: 'a' }))], { order: ['a'] });
      const session = createSession(adapter, { environment: world.environment });
      const joining = session.join({ room, userId: 'me' }).catch(() => undefined);
      await world.clock.advance(1_000);
      await joining;
      expect(['idle', 'ended']).toContain(session.state.status);
      expect(cloud.room(room).userIds).toEqual([]);
      await session.dispose();
      expect(world.leaks()).toEqual(noLeaks);
    },
  );

  it.each(['dispose', 'abandon', 'retire'] as const)(
    'that is still being loaded does not join after %s',
    async (how) => {
      const world = createFakeEnvironment();
      const inner = fake(createFakeCloud({ clock: world.clock }));
      let loaded = (): void => undefined;
      const loading = new Promise<void>((resolve) => (loaded = resolve));
      const made: string[] = [];
      const attempt = createAttempt({
        adapter: {
          ...inner,
          preload: () => loading,
          createDriver(...given) {
            made.push('driver');
            return inner.createDriver(...given);
          },
        },
        environment: { ...world.environment, ...world },
        tell: () => undefined,
        ends: () => false,
      });
      const { signal } = new AbortController();
      const joining = attempt.join(
        { room, userId: 'me', displayName: 'Me', role: undefined, purpose: 'main', local: [], signal },
        undefined,
      );
      void attempt[how]();
      loaded();
      await expect(joining).rejects.toMatchObject({ code: 'aborted' });
      expect(made).toEqual([]);
    },
  );
});
