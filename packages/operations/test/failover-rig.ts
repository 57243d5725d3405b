import { createFakeCloud, fake, type FakeCloud } from '@jackfield/adapter-fake';
import { createSession, type RtcSession } from '@jackfield/core';
import { mediaKindOf, type RtcAdapter } from '@jackfield/core/adapter';
import { createFakeEnvironment, type FakeEnvironment } from '@jackfield/core/testing';
import { failover, type FailoverOptions, type FailoverPolicy, type RouteDecision } from '../src/failover.ts';

export const room = 'studio';

/** Three clouds that stand in for each other, and a page. */
export interface FailoverRig {
  readonly world: FakeEnvironment;
  readonly clouds: Readonly<Record<'a' | 'b' | 'c', FakeCloud>>;
  readonly adapter: RtcAdapter;
  readonly session: RtcSession;
  readonly decisions: RouteDecision[];
  /** Joins, with time passing meanwhile. Resolves with the code of the failure, or `joined`. */
  join(ms?: number): Promise<string>;
  pass(ms?: number): Promise<void>;
  /** The clouds that this side is in. */
  homes(): readonly string[];
}

export function createFailoverRig(
  policy: FailoverPolicy | (() => FailoverPolicy) = { order: ['a', 'b', 'c'] },
  options: FailoverOptions = {},
): FailoverRig {
  const world = createFakeEnvironment();
  const { clock } = world;
  const createCloud = (): FakeCloud =>
    createFakeCloud({
      clock,
      media: {
        createTrack: (source, label) =>
          world.tracks.create({ kind: mediaKindOf(source), label, origin: 'remote' }),
      },
    });
  const clouds = { a: createCloud(), b: createCloud(), c: createCloud() };
  const decisions: RouteDecision[] = [];
  const adapters = Object.entries(clouds).map(([name, cloud]) => fake(cloud, { name }));
  const onDecision = (decision: RouteDecision): void => void decisions.push(decision);
  const adapter = failover(adapters, policy, { onDecision, ...options });
  const session = createSession(adapter, { environment: world.environment });
  async function pass(ms = 1_000): Promise<void> {
    for (let passed = 0; passed < ms; passed += 50) {
      await clock.advance(50);
      for (const view of world.elements.views) view.showFrame();
    }
  }
  return {
    world,
    clouds,
    adapter,
    session,
    decisions,
    async join(ms = 200) {
      let outcome = 'nothing';
      session.join({ room, userId: 'me' }).then(
        () => (outcome = 'joined'),
        (error: unknown) => (outcome = String((error as { code?: unknown }).code)),
      );
      await pass(ms);
      return outcome;
    },
    pass,
    homes: () =>
      Object.entries(clouds)
        .filter(([, cloud]) => cloud.room(room).userIds.includes('me'))
        .map(([name]) => name),
  };
}
