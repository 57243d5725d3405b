import type { RigFactory } from '@jackfield/contract';
import { createNodeRig, type NodePages, type NodeVendor } from '@jackfield/contract/node';
import { mediaKindOf } from '@jackfield/core';
import { createFakeCloud, fake, type FakeAdapterOptions, type FakeCloudOptions } from '../src/index.ts';
import { createFakeWorld } from './fake-world.ts';

/** A way in which the fake presents itself. */
export interface FakeProfile {
  readonly name: string;
  readonly cloud?: FakeCloudOptions | undefined;
  readonly adapter?: FakeAdapterOptions | undefined;
}

/** The rigs of the fake in Node: virtual time, fake tracks, nothing that cannot be driven. */
export function fakeRigs(profile: FakeProfile): RigFactory {
  return {
    name: profile.name,
    sdkVersion: 'none',
    proof: 'fake',
    server: 'its cloud in memory',
    adapter: fake(createFakeCloud(profile.cloud), profile.adapter),
    cannot: [],
    create: (options = {}) => createNodeRig(options, (pages) => createFakeVendor(profile, pages)),
  };
}

function createFakeVendor(profile: FakeProfile, { room, vendor: { clock, tracks } }: NodePages): NodeVendor {
  const cloud = createFakeCloud({
    clock,
    media: {
      createTrack: (source, label) => tracks.create({ kind: mediaKindOf(source), label, origin: 'remote' }),
    },
    ...profile.cloud,
  });
  const encrypted = profile.adapter?.capabilities?.endToEndEncryption === true;
  return {
    createAdapter: (page) =>
      fake(cloud, { credential: page.counted(() => Promise.resolve()), ...profile.adapter }),
    world: createFakeWorld(cloud, { name: room, encrypted, now: () => clock.now() }),
    audibleCopies({ userId, session }, { participantId, source }) {
      const owner = session.participants.get(participantId)?.userId;
      const { audible } = cloud.room(room).output(userId);
      return audible.filter((sound) => sound.userId === owner && sound.source === source).length;
    },
  };
}
