import { RtcError, type ModerationRequest, type SourceKind } from '@jackfield/core/adapter';

/** What a moderator wants, in the server's words. */
export type JanusModeration =
  | {
      readonly action: 'mute';
      readonly room: string;
      readonly userId: string;
      /** The media section that carries the source, as `moderate` takes it. */
      readonly mid: string;
      readonly source: 'microphone' | 'camera' | 'screen' | 'screen-audio';
    }
  | { readonly action: 'kick'; readonly room: string; readonly userId: string }
  | { readonly action: 'close-room'; readonly room: string };

/** Asks the app's own server, which has the room's secret, to do it. It decides who may. */
export type JanusModerationFunction = (request: JanusModeration) => Promise<void>;

/** Whom a moderator speaks of. */
export interface ModeratedPerson {
  readonly userId: string;
  midOf(source: SourceKind): string | undefined;
}

/** Puts a wish of core's into the server's words. Throws `unsupported` or `invalid-argument`. */
export function toJanusModeration(
  request: ModerationRequest,
  room: { readonly name: string; find(remoteId: string): ModeratedPerson | undefined },
): JanusModeration {
  if (request.action === 'close-room') return { action: 'close-room', room: room.name };
  const person = room.find(request.remoteId);
  if (!person) throw refusal('invalid-argument', 'They are not in the room.');
  const about = { room: room.name, userId: person.userId };
  if (request.action === 'kick') return { action: 'kick', ...about };
  if (request.action === 'unpublish') throw refusal('unsupported', 'Janus ends nobody’s publication.');
  const mid = person.midOf(request.source);
  if (mid === undefined) throw refusal('invalid-argument', `They publish no ${request.source}.`);
  return { action: 'mute', ...about, mid, source: request.source };
}

function refusal(code: 'invalid-argument' | 'unsupported', message: string): RtcError {
  return new RtcError({ code, message, adapter: 'janus' });
}
