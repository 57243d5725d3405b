import type { RigFactory, World } from '@jackfield/contract';
import { createNodeRig, type NodePages, type NodeVendor } from '@jackfield/contract/node';
import { mediaKindOf } from '@jackfield/core/adapter';
import { createFakeCloud, fake, type FakeCloud } from '@jackfield/adapter-fake';
import { createFakeWorld } from '../../adapter-fake/test-contract/fake-world.ts';
import { failover } from '../src/failover.ts';

/** The way in which the first of two vendors behaves. */
export interface FailoverProfile {
  readonly name: string;
  readonly primary: 'up' | 'refuses' | 'is silent';
}

const policy = { order: ['first', 'second'], joinMs: 2_000 };

/** Two fakes as one: the world is that of the one that takes the calls. */
export function failoverRigs(profile: FailoverProfile): RigFactory {
  const cloud = createFakeCloud();
  return {
    name: profile.name,
    sdkVersion: 'none',
    adapter: over(cloud, cloud),
    cannot: [{ action: 'credentials', reason: 'each of the two vendors has one of its own' }],
    create: (options = {}) => createNodeRig(options, (pages) => createVendor(profile, pages)),
  };
}

function over(first: FakeCloud, second: FakeCloud): ReturnType<typeof failover> {
  return failover([fake(first, { name: 'first' }), fake(second, { name: 'second' })], policy);
}

function createVendor(
  { primary }: FailoverProfile,
  { room, vendor: { clock, tracks } }: NodePages,
): NodeVendor {
  const createCloud = (): FakeCloud =>
    createFakeCloud({
      clock,
      media: {
        createTrack: (source, label) => tracks.create({ kind: mediaKindOf(source), label, origin: 'remote' }),
      },
    });
  const [first, second] = [createCloud(), createCloud()];
  if (primary === 'refuses') first.plan('join', { kind: 'refuse', code: 'network' }, { times: Infinity });
  if (primary === 'is silent') first.plan('join', { kind: 'hold' }, { times: Infinity });
  const carrying = primary === 'up' ? first : second;
  const about = { name: room, encrypted: false, now: () => clock.now() };
  const other = createFakeWorld(primary === 'up' ? second : first, about);
  const world = createFakeWorld(carrying, about);
  const both: Partial<World> =
    primary === 'up'
      ? {
          // Both vendors have the trouble: else the other one would have the call.
          async refuse(operation, code) {
            await world.refuse?.(operation, code);
            await other.refuse?.(operation, code);
          },
          async hold(operation) {
            const releases = [await world.hold?.(operation), await other.hold?.(operation)];
            return async () => {
              for (const release of releases) await release?.();
            };
          },
        }
      : {};
  const adapter = over(first, second);
  return {
    createAdapter: () => adapter,
    world: { ...world, ...both },
    audibleCopies({ userId, session }, { participantId, source }) {
      const owner = session.participants.get(participantId)?.userId;
      const { audible } = carrying.room(room).output(userId);
      return audible.filter((sound) => sound.userId === owner && sound.source === source).length;
    },
  };
}
