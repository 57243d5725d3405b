import { sinkOf } from '@jackfield/contract';
import { createSession, type RtcSession, type RtcSessionEvents, type SessionOptions } from '@jackfield/core';
import type { JoinRequest, RtcDriver } from '@jackfield/core/adapter';
import { createFakeEnvironment, type FakeEnvironment } from '@jackfield/core/testing';
import {
  createFakeCloud,
  fake,
  type FakeAdapterOptions,
  type FakeCloud,
  type FakeCloudOptions,
} from '../src/index.ts';

/** One session with everything around it. */
export interface Side {
  readonly session: RtcSession<FakeCloud>;
  readonly world: FakeEnvironment;
  /** Names of events with whom they are about, in order. */
  readonly log: string[];
}

/** A cloud whose scripted participants send fake tracks. */
export function createCloud(options: FakeCloudOptions = {}): FakeCloud {
  const { tracks } = createFakeEnvironment();
  return createFakeCloud({
    media: {
      createTrack: (source, label) =>
        tracks.create({ kind: source === 'camera' || source === 'screen' ? 'video' : 'audio', label }),
    },
    ...options,
  });
}

const logged: readonly (keyof RtcSessionEvents)[] = [
  'state-changed',
  'participant-joined',
  'participant-updated',
  'participant-left',
  'source-published',
  'source-unpublished',
  'source-muted',
  'source-subscribed',
  'source-unsubscribed',
  'subscription-failed',
  'screen-share-ended',
  'message-received',
  'warning',
];

/** A session in a browser of its own. */
export function createSide(
  cloud: FakeCloud,
  options: SessionOptions = {},
  adapter: FakeAdapterOptions = {},
): Side {
  const world = createFakeEnvironment();
  const session = createSession(fake(cloud, adapter), { environment: world.environment, ...options });
  const log: string[] = [];
  for (const name of logged) {
    session.on(name, (event) => {
      const parts: string[] = [name];
      if ('state' in event && 'status' in event.state) parts.push(event.state.status);
      if ('participant' in event) parts.push(event.participant.userId);
      if ('source' in event) parts.push(event.source);
      log.push(parts.join(' '));
    });
  }
  return { session, world, log };
}

/** Lets everything that is due happen, on all sides. */
export async function settle(...sides: readonly Side[]): Promise<void> {
  for (let round = 0; round < 3; round += 1) for (const { world } of sides) await world.clock.advance(1);
}

/** What a bare driver joins with, but for a signal. */
export const bareRequest: Omit<JoinRequest, 'signal'> = {
  room: 'studio',
  userId: 'ann',
  displayName: '',
  role: undefined,
  local: [],
  purpose: 'main',
};

/** A driver without a session, and the names of the facts that it has told. */
export function createDriver(
  cloud: FakeCloud,
  options: FakeAdapterOptions = {},
): { readonly driver: RtcDriver; readonly facts: readonly string[] } {
  const facts: string[] = [];
  const sink = sinkOf(({ name }) => facts.push(name));
  return { driver: fake(cloud, options).createDriver(sink, createFakeEnvironment().environment), facts };
}
