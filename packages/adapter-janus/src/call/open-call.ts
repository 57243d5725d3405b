import {
  type CredentialRequest,
  type JoinRequest,
  type RtcDriverEnvironment,
  type RtcDriverSink,
  type SourceKind,
} from '@jackfield/core/adapter';
import { numberOf, type Fields } from '../client/fields.ts';
import { answerIn } from '../client/janus-handle.ts';
import { JanusSession } from '../client/janus-session.ts';
import type { JanusCredential } from '../credential.ts';
import { Publisher } from '../media/publisher.ts';
import { Subscriber } from '../media/subscriber.ts';
import type { JanusOptions } from '../janus.ts';
import { mapError, toldApart } from '../map-errors.ts';
import { textRoomName } from '../text-room-name.ts';
import { tokenEnd } from '../token-end.ts';
import { catchUp } from './catch-up.ts';
import { obtainCredential } from './obtain-credential.ts';
import { People } from './people.ts';
import { TextRoom } from './text-room.ts';

const videoRoom = 'janus.plugin.videoroom';
const textRoom = 'janus.plugin.textroom';

/** What happens to a call that nobody asked for. */
export interface CallListener {
  /** The socket is gone; the session may be claimed. */
  lost(): void;
  /** The session, a handle or a connection is gone: all of it has to be built anew. */
  broken(): void;
  kicked(): void;
  roomClosed(): void;
  /** The server no longer takes the token. */
  refused(reason: unknown): void;
  localMuted(source: SourceKind): void;
}

/** What a call is opened with. */
export interface OpenCallParts {
  readonly options: JanusOptions;
  readonly request: Pick<JoinRequest, 'room' | 'userId' | 'displayName' | 'purpose' | 'signal'>;
  readonly sink: RtcDriverSink;
  readonly environment: RtcDriverEnvironment;
  readonly reason: CredentialRequest['reason'];
  readonly listener: CallListener;
  readonly signal: AbortSignal;
}

/** A call that is open: one session, and what goes over it. */
export interface OpenCall {
  readonly session: JanusSession;
  readonly people: People;
  readonly publisher: Publisher;
  readonly subscriber: Subscriber;
  readonly text: TextRoom | undefined;
  credential: JanusCredential;
  /** Changes the own name. */
  rename(displayName: string): Promise<void>;
  /** Finds out what the server told nobody of while there was no socket. */
  catchUp(signal: AbortSignal): Promise<void>;
  /** Leaves the rooms and ends the session. Resolves when this user could join again. */
  leave(): Promise<void>;
  /** Lets go of every connection; the session is the caller's to end. */
  close(): void;
}

/** Connects, enters the text room and then the video room, or leaves nothing behind. */
export async function openCall(parts: OpenCallParts): Promise<OpenCall> {
  const { request, sink, environment, listener, signal } = parts;
  const { room, userId, displayName } = request;
  const held = { credential: await obtainCredential(parts) };
  const session = new JanusSession({
    url: held.credential.url,
    clock: environment.clock,
    token: () => held.credential.token,
    lost: () => listener.lost(),
    timedOut: () => listener.broken(),
    refused: (reason) => listener.refused(reason),
  });
  const opened: { close(): void }[] = [];
  try {
    await session.open(signal);
    const iceServers = held.credential.iceServers ?? [];
    const media = { environment, iceServers, failed: () => listener.broken() };
    const people = new People(sink);
    const text =
      parts.options.messages === false
        ? undefined
        : await openText(parts, { session, people, media, pin: held.credential.textPin, opened });
    const handle = await session.attach(videoRoom, { listener: (message) => heard(message), signal });
    const publisher = new Publisher({ ...media, handle });
    opened.push(publisher);
    const roomToken = (): Fields =>
      held.credential.roomToken === undefined ? {} : { token: held.credential.roomToken };
    const ready: { subscriber?: Subscriber } = {};
    function heard(message: Fields): void {
      const { data } = answerIn(message);
      if (message['janus'] === 'trickle') publisher.trickled(message);
      else if (data['leaving'] === 'ok' && data['reason'] === 'kicked') listener.kicked();
      else if (data['videoroom'] === 'destroyed') listener.roomClosed();
      else if (message['janus'] === 'hangup' || message['janus'] === 'detached') listener.broken();
      else if (data['moderation'] !== undefined && data['id'] === userId) {
        const source = publisher.moderated(data);
        if (source) listener.localMuted(source);
      } else if (data['id'] !== userId && people.take(data)) {
        // Nobody waits for it: a source that cannot be received is told by itself, anything else here.
        ready.subscriber?.refresh(signal).catch((payload: unknown) => {
          if (!signal.aborted) sink.vendorEvent({ name: 'receive-failed', payload });
        });
      } else if (message['janus'] !== 'webrtcup' && message['janus'] !== 'media') {
        sink.vendorEvent({ name: String(data['videoroom'] ?? message['janus']), payload: message });
      }
    }
    const { data } = await handle.ask(
      { request: 'join', ptype: 'publisher', room, id: userId, display: displayName, ...roomToken() },
      { signal },
    );
    people.take(data);
    const privateId = numberOf(data['private_id']);
    const join = {
      request: 'join',
      ptype: 'subscriber',
      room,
      ...(privateId === undefined ? {} : { private_id: privateId }),
      ...roomToken(),
    };
    const subscriber = new Subscriber({
      ...media,
      people,
      sink,
      join,
      clock: environment.clock,
      attach: (own) => session.attach(videoRoom, { listener: own, signal }),
      hungUp: () => listener.broken(),
    });
    ready.subscriber = subscriber;
    opened.push(subscriber);
    return {
      session,
      people,
      publisher,
      subscriber,
      text,
      get credential() {
        return held.credential;
      },
      set credential(next) {
        held.credential = next;
      },
      async rename(display) {
        await handle.ask({ request: 'configure', display });
      },
      catchUp: (until) =>
        catchUp({
          people,
          userId,
          join,
          handle,
          signal: until,
          attach: () => session.attach(videoRoom, { listener: () => undefined, signal: until }),
        }),
      async leave() {
        publisher.close();
        subscriber.close();
        // Measured: the answer to the end of a session comes before its place in the room is free. Whatever these answer, it ends.
        await Promise.allSettled([handle.ask({ request: 'leave' }), text?.leave()]);
        text?.close();
        await session.destroy();
      },
      close() {
        for (const each of opened) each.close();
      },
    };
  } catch (cause) {
    for (const each of opened) each.close();
    await session.destroy();
    throw toldApart(
      mapError(cause, 'The Janus server refused the join.', 'signalling'),
      tokenEnd(held.credential),
      environment.wallNow(),
    );
  }
}

async function openText(
  { request, sink, signal }: OpenCallParts,
  parts: {
    readonly session: JanusSession;
    readonly people: People;
    readonly media: Pick<ConstructorParameters<typeof TextRoom>[0], 'environment' | 'iceServers' | 'failed'>;
    readonly pin: string | undefined;
    readonly opened: { close(): void }[];
  },
): Promise<TextRoom> {
  const { session, people, media, pin, opened } = parts;
  const own: { text?: TextRoom } = {};
  const listener = (message: Fields): void => {
    if (message['janus'] === 'trickle') own.text?.trickled(message);
    if (message['janus'] === 'hangup' || message['janus'] === 'detached') media.failed();
  };
  const handle = await session.attach(textRoom, { listener, signal });
  const text = new TextRoom({
    ...media,
    handle,
    people,
    sink,
    pin,
    room: await textRoomName(request.room),
    userId: request.userId,
  });
  own.text = text;
  opened.push(text);
  await text.enter(signal);
  return text;
}
