import { createSession, type RtcSession } from '../../src/index.ts';
import type { RemoteParticipantInfo } from '../../src/adapter/remote-participant-info.ts';
import type { BenchRoom } from './bench-room.ts';
import { createBenchEnvironment } from './bench-environment.ts';
import { createBenchVendor, type BenchVendor } from './bench-vendor.ts';
import { nextTask } from './next-task.ts';

/** A session in a room, with default subscriptions. */
export interface CoreRoom extends BenchRoom {
  readonly session: RtcSession;
  readonly vendor: BenchVendor;
  /** The number of times that the session has told its subscriber of a change. */
  readonly notices: number;
}

/** Returns what the vendor says of somebody who is there. */
export function personInfo(index: number): RemoteParticipantInfo {
  const id = `user-${String(index)}`;
  return {
    remoteId: id,
    userId: id,
    sources: [
      { source: 'microphone', muted: false },
      { source: 'camera', muted: false },
    ],
  };
}

/** Joins a room of core's. */
export async function createCoreRoom({
  subscriptions,
  people = 0,
}: { readonly subscriptions?: number; readonly people?: number } = {}): Promise<CoreRoom> {
  const vendor = createBenchVendor(subscriptions === undefined ? {} : { subscriptions });
  vendor.roster = Array.from({ length: people }, (_, index) => personInfo(index));
  const session = createSession(vendor.adapter, { environment: createBenchEnvironment() });
  let heard = 0;
  let notices = 0;
  session.on('source-muted', () => {
    heard += 1;
  });
  session.subscribe(() => {
    notices += 1;
  });
  await session.join({ room: 'studio', userId: 'me' });
  const sink = vendor.sink();
  return {
    session,
    vendor,
    get size() {
      return session.participants.size;
    },
    get heard() {
      return heard;
    },
    get notices() {
      return notices;
    },
    comes(index) {
      sink.participantJoined(personInfo(index));
    },
    mutes(index, muted) {
      sink.sourceMuted({ remoteId: `user-${String(index)}`, source: 'microphone', muted });
    },
    goes(index) {
      sink.participantLeft({ remoteId: `user-${String(index)}` });
    },
    settled: nextTask,
    end: () => session.dispose(),
  };
}

/** Resolves when the sound of everybody who is there is received. */
export async function everybodyIsHeard({ session }: CoreRoom): Promise<void> {
  const isHeard = (): boolean =>
    [...session.participants.values()].every(
      ({ sources }) => sources.microphone?.subscription.status === 'subscribed',
    );
  while (!isHeard()) await nextTask();
}
