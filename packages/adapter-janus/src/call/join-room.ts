import { isRtcError, type DriverStats, type EndReason, type RtcError } from '@jackfield/core/adapter';
import type { AdapterLeg, LegContext } from '@jackfield/core/adapter-kit';
import type { JanusOptions } from '../janus.ts';
import { errors, mapError, toldApart } from '../map-errors.ts';
import { toJanusModeration } from '../moderation.ts';
import { tokenEnd, tokenLeftMs } from '../token-end.ts';
import type { JanusNative } from './janus-native.ts';
import { openCall, type CallListener, type OpenCall } from './open-call.ts';
import { obtainCredential } from './obtain-credential.ts';
import { repair } from './repair.ts';

/** Joins a room: one leg, over one Janus session at a time. */
export async function joinRoom(options: JanusOptions, leg: LegContext): Promise<AdapterLeg<JanusNative>> {
  const { request, sink, environment, cleanup } = leg;
  /** Ends with the leg, and with it whatever is under way. */
  const end = new AbortController();
  const { signal } = end;
  let call: OpenCall | undefined;
  /** True while facts of the call are news: not before it is joined, nor once it is over. */
  let live = false;
  let repairing = false;
  const over = (): void => {
    live = false;
    end.abort(errors.make('aborted', 'The call is over.'));
  };
  const ended = (reason: EndReason, error: RtcError): void => {
    live = false;
    // Nothing is sent to a room that this side is no longer in.
    call?.close();
    sink.ended({ reason, vendorHasLeft: true, error });
  };
  const refused = (refusal: RtcError): void => {
    const error = toldApart(refusal, call && tokenEnd(call.credential), environment.wallNow());
    if (error.code === 'credential-expired') ended('credential-expired', error);
    else ended(error.code === 'room-not-found' ? 'room-closed' : 'error', error);
  };
  /** What a call tells is believed as long as it is the one that counts. */
  const listenerOf = (callOf: () => OpenCall | undefined): CallListener => {
    const ifNews = (run: () => void): void => {
      if (live && call !== undefined && call === callOf()) run();
    };
    return {
      lost: () => ifNews(() => startRepair('claim')),
      broken: () => ifNews(() => startRepair('begin-anew')),
      kicked: () =>
        ifNews(() => ended('kicked', errors.make('kicked', 'A moderator removed you from the room.'))),
      roomClosed: () =>
        ifNews(() => ended('room-closed', errors.make('room-closed', 'The room was closed.'))),
      refused: (reason) =>
        ifNews(() => refused(mapError(reason, 'The server does not keep the session.', 'server-error'))),
      localMuted: (source) => ifNews(() => sink.localMutedByServer({ source })),
    };
  };
  const open = async (reason: 'join' | 'reconnect'): Promise<OpenCall> => {
    const own: { call?: OpenCall } = {};
    const listener = listenerOf(() => own.call);
    const opened = await openCall({ options, request, reason, signal, sink, environment, listener });
    own.call = opened;
    call = opened;
    return opened;
  };
  const startRepair = (how: 'claim' | 'begin-anew'): void => {
    if (!call || repairing) return;
    repairing = true;
    sink.connectionInterrupted({});
    void repair({ how, call, clock: environment.clock, signal, open: () => open('reconnect') })
      .then(({ mode, call: { people } }) => {
        people.goLive();
        repairing = false;
        sink.connectionRestored({ mode, roster: people.roster() });
      })
      .catch((cause: unknown) => {
        repairing = false;
        // Aborted: core has given up, and knows.
        if (live && isRtcError(cause)) refused(cause);
      });
  };
  const abort = (): void => end.abort(request.signal.reason);
  request.signal.addEventListener('abort', abort, { once: true });
  if (request.signal.aborted) abort();
  cleanup.add(() => {
    request.signal.removeEventListener('abort', abort);
    over();
    call?.close();
    call?.session.close();
  });
  const first = await open('join');
  const joined = (): OpenCall => call ?? first;
  live = true;
  first.people.goLive();
  const native: JanusNative = {
    get publisher() {
      return joined().publisher.connection;
    },
    get subscriber() {
      return joined().subscriber.connection;
    },
  };
  return {
    native,
    result: {
      roster: first.people.roster(),
      localDeferred: true,
      credentialExpiresInMs: tokenLeftMs(first.credential, environment.wallNow()),
    },
    async doLeave() {
      over();
      await joined().leave();
    },
    doAbandon() {
      over();
      joined().session.abandon();
      joined().close();
    },
    doSyncLocal: (wanted, { signal: given }) => joined().publisher.sync(wanted, given),
    doReplaceTrack: (source, track) =>
      joined()
        .publisher.replace(source, track)
        .catch(errors.rethrow(`The ${source} could not be changed.`, 'publish-failed')),
    doSetQuality: (source, quality) =>
      joined()
        .publisher.setQuality(source, quality)
        .catch(errors.rethrow(`The quality of the ${source} could not be changed.`, 'publish-failed')),
    doSetMuted: (source, muted, { signal: given }) =>
      joined()
        .publisher.setMuted(source, muted, given)
        .catch(errors.rethrow(`The others could not be told of the ${source}.`, 'publish-failed')),
    async doSyncRemote(remoteId, wanted, { signal: given }) {
      const { people, subscriber } = joined();
      const person = people.find(remoteId);
      const failed = errors.rethrow('What is received could not be changed.', 'subscribe-failed');
      await (person ? subscriber.want(person, wanted, given) : subscriber.refresh(given)).catch(failed);
    },
    async doRenewCredential({ reason, signal: given }) {
      const credential = await obtainCredential({ options, request, reason, signal: given });
      joined().credential = credential;
      return { expiresInMs: tokenLeftMs(credential, environment.wallNow()) };
    },
    doSetProfile: ({ displayName }) =>
      joined()
        .rename(displayName)
        .catch(errors.rethrow('The display name could not be changed.', 'server-error')),
    doSendMessage: async (message) => joined().text?.send(message, signal),
    async doGetStats() {
      const of = async (
        direction: DriverStats['direction'],
        connection: RTCPeerConnection | undefined,
      ): Promise<readonly DriverStats[]> =>
        connection ? [{ direction, report: await connection.getStats() }] : [];
      const all = [of('send', native.publisher), of('receive', native.subscriber)];
      return (await Promise.all(all)).flat();
    },
    async doModerate(wish) {
      const { people } = joined();
      const about = toJanusModeration(wish, { name: request.room, find: (id) => people.moderated(id) });
      await options.moderate?.(about).catch(errors.rethrow('The server did not moderate.', 'forbidden'));
    },
  };
}
