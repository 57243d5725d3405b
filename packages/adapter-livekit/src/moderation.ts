import type { ModerationRequest } from '@jackfield/core/adapter';
import { errors } from './map-errors.ts';
import { sourceOf } from './map-roster.ts';
import type { LkRemoteParticipant } from './load-sdk.ts';

/** What the app's own server is asked to do with LiveKit's server API, which takes the secret and so never runs in a browser. */
export type LivekitModeration = {
  /** The room. */
  readonly room: string;
} & (
  | {
      /** `RoomServiceClient.mutePublishedTrack`. */
      readonly action: 'mute';
      /** Whose track. */
      readonly userId: string;
      /** The server's id of the track. */
      readonly trackSid: string;
    }
  | {
      /** `RoomServiceClient.removeParticipant`. */
      readonly action: 'kick';
      /** Who. */
      readonly userId: string;
    }
  | {
      /** `RoomServiceClient.deleteRoom`. */
      readonly action: 'close-room';
    }
);

/** Asks the app's own server to moderate. It decides who may; what it rejects with reaches the app as `forbidden`, unless it is an `RtcError`. */
export type LivekitModerationFunction = (request: LivekitModeration) => Promise<void>;

/** A moderator's wish in the vendor's terms. Throws `invalid-argument` where there is nothing of the kind, `unsupported` for what the server has no call for. */
export function toLivekitModeration(
  request: ModerationRequest,
  about: { readonly room: string; find(remoteId: string): LkRemoteParticipant | undefined },
): LivekitModeration {
  const { room } = about;
  if (request.action === 'close-room') return { room, action: 'close-room' };
  const participant = about.find(request.remoteId);
  if (!participant) throw errors.make('invalid-argument', 'This participant has left.');
  const userId = participant.identity;
  if (request.action === 'kick') return { room, action: 'kick', userId };
  if (request.action === 'unpublish')
    throw errors.make('unsupported', 'The server ends nobody’s publication and leaves them in.');
  const publication = [...participant.trackPublications.values()].find(
    ({ source }) => sourceOf(source) === request.source,
  );
  if (!publication) throw errors.make('invalid-argument', `${userId} publishes no ${request.source}.`);
  return { room, action: 'mute', userId, trackSid: publication.trackSid };
}
