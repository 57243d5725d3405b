import type { JanusRooms } from '@jackfield/adapter-janus/server';
import type { SignallingServer } from '@jackfield/adapter-p2p/server';
import type { EnvironmentSecrets } from '@jackfield/tokens';
import { RoomServiceClient, TrackSource } from 'livekit-server-sdk';

/** Whose microphone, or who goes. */
export interface ModerationTarget {
  readonly room: string;
  readonly userId: string;
  /** The media section of the microphone, for Janus. */
  readonly mid?: string | undefined;
}

/** What a provider does to somebody in a call. Both reject where it does not do it. */
export interface Moderator {
  mute(target: ModerationTarget): Promise<void>;
  remove(target: ModerationTarget): Promise<void>;
}

/** The providers that this server moderates, by name. */
export function createModerators({
  signalling,
  livekit,
  janus,
}: {
  readonly signalling: () => Pick<SignallingServer, 'kick' | 'mute'>;
  readonly livekit: EnvironmentSecrets['livekit'];
  readonly janus: JanusRooms | undefined;
}): ReadonlyMap<string, Moderator> {
  const moderators = new Map<string, Moderator>([['p2p', ofSignalling(signalling)]]);
  if (livekit) moderators.set('livekit', ofLivekit(livekit));
  if (janus) moderators.set('janus', ofJanus(janus));
  return moderators;
}

function ofSignalling(signalling: () => Pick<SignallingServer, 'kick' | 'mute'>): Moderator {
  const found = (there: boolean): Promise<void> =>
    there ? Promise.resolve() : Promise.reject(new Error('They are not in the room.'));
  return {
    mute: ({ room, userId }) => found(signalling().mute({ room, userId, source: 'microphone' })),
    remove: ({ room, userId }) => found(signalling().kick(room, userId)),
  };
}

function ofLivekit({ url, apiKey, apiSecret }: NonNullable<EnvironmentSecrets['livekit']>): Moderator {
  const client = new RoomServiceClient(url.replace(/^ws/, 'http'), apiKey, apiSecret, { requestTimeout: 5 });
  return {
    async mute({ room, userId }) {
      const { tracks } = await client.getParticipant(room, userId);
      const track = tracks.find(({ source }) => source === TrackSource.MICROPHONE);
      if (!track) throw new Error('They publish no microphone.');
      await client.mutePublishedTrack(room, userId, track.sid, true);
    },
    remove: ({ room, userId }) => client.removeParticipant(room, userId),
  };
}

function ofJanus(rooms: JanusRooms): Moderator {
  return {
    async mute({ room, userId, mid }) {
      if (mid === undefined) throw new Error('Janus mutes a media section: its mid is missing.');
      await rooms.moderate({ action: 'mute', room, userId, mid, source: 'microphone' });
    },
    remove: ({ room, userId }) => rooms.moderate({ action: 'kick', room, userId }),
  };
}
