import type { RtcCapabilities } from '../../src/model/capabilities.ts';
import { createSession } from '../../src/session/create-session.ts';
import type { SessionOptions } from '../../src/face/session-options.ts';
import type { RtcSession } from '../../src/face/rtc-session.ts';
import { createFakeEnvironment, type FakeEnvironment } from '../../src/testing/create-fake-environment.ts';
import type { FakeMediaStreamTrack } from '../../src/testing/fake-track.ts';
import { createStubVendor, type StubVendor } from './stub-vendor.ts';

/** A session in a fake browser over a vendor that confirms everything. */
export interface SessionRig extends FakeEnvironment, Omit<StubVendor, 'adapter'> {
  readonly session: RtcSession;
  join(): Promise<void>;
  /** Somebody comes with an open microphone. Returns core's id of them, and their track. */
  comes(userId: string): Promise<{ readonly id: string; readonly track: FakeMediaStreamTrack }>;
}

export function createSessionRig(
  able: Partial<RtcCapabilities> = {},
  options: Omit<SessionOptions, 'environment'> = {},
): SessionRig {
  const world = createFakeEnvironment();
  const { adapter, ...vendor } = createStubVendor(able);
  const session = createSession(adapter, { ...options, environment: world.environment });
  return {
    ...world,
    ...vendor,
    session,
    join: () => session.join({ room: 'studio', userId: 'me' }),
    async comes(userId) {
      const sink = vendor.sink();
      sink.participantJoined({ remoteId: userId, userId, sources: [{ source: 'microphone', muted: false }] });
      await world.clock.advance(1);
      const track = world.tracks.create({ kind: 'audio', origin: 'remote', label: userId });
      sink.remoteTrack({ remoteId: userId, source: 'microphone', track });
      await world.clock.advance(1);
      const found = [...session.participants.values()].find((each) => each.userId === userId);
      if (!found) throw new Error(`${userId} did not come.`);
      return { id: found.id, track };
    },
  };
}
