import {
  isRtcError,
  RtcError,
  type DriverCall,
  type DriverStats,
  type EndReason,
  type JoinRequest,
  type JoinResult,
  type LocalPublication,
  type ModerationRequest,
  type OutgoingMessage,
  type RemoteSubscription,
  type RenewCredentialRequest,
  type RenewCredentialResult,
  type RtcDriver,
  type RtcDriverEnvironment,
  type RtcDriverSink,
  type SourceKind,
  type SyncLocalResult,
} from '@jackfield/core/adapter';
import type { JanusNative } from './call/janus-native.ts';
import { fetchCredential, openCall, type CallListener, type OpenCall } from './call/open-call.ts';
import { repair } from './call/repair.ts';
import type { JanusOptions } from './janus.ts';
import { mapError, toldApart } from './map-errors.ts';
import { toJanusModeration } from './moderation.ts';
import { tokenEnd, tokenLeftMs } from './token-end.ts';

/** What a driver is made from. */
export interface JanusDriverParts {
  readonly options: JanusOptions;
  readonly sink: RtcDriverSink;
  readonly environment: RtcDriverEnvironment;
}

/** One leg over one Janus session at a time. */
export class JanusDriver implements RtcDriver<JanusNative> {
  readonly #parts: JanusDriverParts;
  /** Ends with the leg, and with it whatever is under way. */
  readonly #end = new AbortController();
  #request: JoinRequest | undefined;
  #call: OpenCall | undefined;
  /** Whether facts of the call are news: not before it is joined, nor once it is over. */
  #live = false;
  #repairing = false;

  constructor(parts: JanusDriverParts) {
    this.#parts = parts;
  }

  get native(): JanusNative | undefined {
    const call = this.#call;
    return call && { publisher: call.publisher.connection, subscriber: call.subscriber.connection };
  }

  async doJoin(request: JoinRequest): Promise<JoinResult> {
    this.#request = request;
    const { signal } = request;
    signal.addEventListener('abort', () => this.#end.abort(signal.reason), { once: true });
    const call = await this.#open('join');
    this.#live = true;
    call.people.goLive();
    return {
      roster: call.people.roster(),
      localDeferred: true,
      credentialExpiresInMs: tokenLeftMs(call.credential),
    };
  }

  async doLeave(): Promise<void> {
    await this.#over()?.leave();
  }

  doAbandon(): void {
    const call = this.#over();
    call?.session.abandon();
    call?.close();
  }

  async doSyncLocal(wanted: readonly LocalPublication[], { signal }: DriverCall): Promise<SyncLocalResult> {
    return this.#joined().publisher.sync(wanted, signal);
  }

  async doReplaceTrack(source: SourceKind, track: MediaStreamTrack | null): Promise<void> {
    await this.#joined()
      .publisher.replace(source, track)
      .catch((cause: unknown) => {
        throw mapError(cause, `The ${source} could not be changed.`, 'publish-failed');
      });
  }

  async doSetMuted(source: SourceKind, muted: boolean, { signal }: DriverCall): Promise<void> {
    await this.#joined()
      .publisher.setMuted(source, muted, signal)
      .catch((cause: unknown) => {
        throw mapError(cause, `The others could not be told of the ${source}.`, 'publish-failed');
      });
  }

  async doSyncRemote(
    remoteId: string,
    wanted: readonly RemoteSubscription[],
    { signal }: DriverCall,
  ): Promise<void> {
    const call = this.#joined();
    const person = call.people.find(remoteId);
    await (person ? call.subscriber.want(person, wanted, signal) : call.subscriber.refresh(signal)).catch(
      (cause: unknown) => {
        throw mapError(cause, 'What is received could not be changed.', 'subscribe-failed');
      },
    );
  }

  async doRenewCredential({ reason, signal }: RenewCredentialRequest): Promise<RenewCredentialResult> {
    const call = this.#joined();
    call.credential = await fetchCredential({ ...this.#asked(), reason, signal });
    return { expiresInMs: tokenLeftMs(call.credential) };
  }

  async doSetProfile({ displayName }: { readonly displayName: string }): Promise<void> {
    await this.#joined()
      .rename(displayName)
      .catch((cause: unknown) => {
        throw mapError(cause, 'The display name could not be changed.', 'server-error');
      });
  }

  async doSendMessage(message: OutgoingMessage): Promise<void> {
    await this.#joined().text?.send(message, this.#end.signal);
  }

  async doGetStats(): Promise<readonly DriverStats[]> {
    const { publisher, subscriber } = this.#joined();
    const of = async (
      direction: DriverStats['direction'],
      connection: RTCPeerConnection | undefined,
    ): Promise<readonly DriverStats[]> =>
      connection ? [{ direction, report: await connection.getStats() }] : [];
    const all = [of('send', publisher.connection), of('receive', subscriber.connection)];
    return (await Promise.all(all)).flat();
  }

  async doModerate(request: ModerationRequest): Promise<void> {
    const { people } = this.#joined();
    const wish = toJanusModeration(request, {
      name: this.#request?.room ?? '',
      find(remoteId) {
        const person = people.find(remoteId);
        return (
          person && {
            userId: person.userId,
            midOf: (source) => person.streams.find((each) => each.source === source)?.mid,
          }
        );
      },
    });
    await this.#parts.options.moderate?.(wish).catch((cause: unknown) => {
      throw mapError(cause, 'The server did not moderate.', 'forbidden');
    });
  }

  dispose(): void {
    const call = this.#over();
    call?.close();
    call?.session.close();
  }

  async #open(reason: 'join' | 'reconnect'): Promise<OpenCall> {
    const own: { call?: OpenCall } = {};
    const listener = this.#listenerOf(() => own.call);
    const { signal } = this.#end;
    const { sink, environment } = this.#parts;
    const call = await openCall({ ...this.#asked(), reason, signal, sink, environment, listener });
    own.call = call;
    this.#call = call;
    return call;
  }

  #asked(): { readonly options: JanusOptions; readonly request: JoinRequest } {
    if (!this.#request) throw notJoined();
    return { options: this.#parts.options, request: this.#request };
  }

  /** What a call tells is believed as long as it is the one that counts. */
  #listenerOf(callOf: () => OpenCall | undefined): CallListener {
    const { sink } = this.#parts;
    const isNews = (): boolean => this.#live && this.#call !== undefined && this.#call === callOf();
    return {
      lost: () => {
        if (isNews()) this.#repair('claim');
      },
      broken: () => {
        if (isNews()) this.#repair('begin-anew');
      },
      kicked: () => {
        const message = 'A moderator removed you from the room.';
        if (isNews()) this.#ended('kicked', new RtcError({ code: 'kicked', message, adapter: 'janus' }));
      },
      roomClosed: () => {
        const message = 'The room was closed.';
        if (isNews())
          this.#ended('room-closed', new RtcError({ code: 'room-closed', message, adapter: 'janus' }));
      },
      refused: (reason) => {
        if (isNews())
          this.#refused(mapError(reason, 'The server does not keep the session.', 'server-error'));
      },
      localMuted: (source) => {
        if (isNews()) sink.localMutedByServer({ source });
      },
    };
  }

  #repair(how: 'claim' | 'begin-anew'): void {
    const call = this.#call;
    if (!call || this.#repairing) return;
    this.#repairing = true;
    const { sink, environment } = this.#parts;
    sink.connectionInterrupted({});
    void repair({
      how,
      call,
      clock: environment.clock,
      signal: this.#end.signal,
      open: () => this.#open('reconnect'),
    })
      .then(({ mode, call: { people } }) => {
        people.goLive();
        this.#repairing = false;
        sink.connectionRestored({ mode, roster: people.roster() });
      })
      .catch((cause: unknown) => {
        this.#repairing = false;
        // Aborted: core has given up, and knows.
        if (this.#live && isRtcError(cause)) this.#refused(cause);
      });
  }

  #refused(refusal: RtcError): void {
    const error = toldApart(refusal, this.#call && tokenEnd(this.#call.credential));
    if (error.code === 'credential-expired') this.#ended('credential-expired', error);
    else this.#ended(error.code === 'room-not-found' ? 'room-closed' : 'error', error);
  }

  #ended(reason: EndReason, error: RtcError): void {
    this.#live = false;
    // Nothing is sent to a room that this side is no longer in.
    this.#call?.close();
    this.#parts.sink.ended({ reason, vendorHasLeft: true, error });
  }

  #over(): OpenCall | undefined {
    this.#live = false;
    this.#end.abort(new RtcError({ code: 'aborted', message: 'The call is over.', adapter: 'janus' }));
    return this.#call;
  }

  #joined(): OpenCall {
    if (this.#call) return this.#call;
    throw notJoined();
  }
}

function notJoined(): RtcError {
  return new RtcError({ code: 'invalid-state', message: 'This leg has not joined.', adapter: 'janus' });
}
