import type {
  DriverStats,
  JoinResult,
  OutgoingMessage,
  RtcError,
  SignalsWanted,
  SourceKind,
} from '@jackfield/core/adapter';
import {
  createPublicationSet,
  createRosterReporter,
  fetchCredential,
  type AdapterLeg,
  type LegContext,
  type PublicationSet,
  type RosterReporter,
} from '@jackfield/core/adapter-kit';
import { changeRole } from './change-role.ts';
import { checkCredential } from '../credential/check-credential.ts';
import { Connection } from './connection.ts';
import { errors } from '../errors.ts';
import { mapEndReason } from './map-end-reason.ts';
import { MediaWatch } from '../media/media-watch.ts';
import { messageCame } from '../messages/message-came.ts';
import type { TrtcParts } from './open-leg.ts';
import { OutgoingMessages } from '../messages/outgoing-messages.ts';
import type { TrtcEvents, TrtcInstance, TrtcRole } from '../port.ts';
import { Publishing } from '../media/publishing.ts';
import { readStats } from '../signals/read-stats.ts';
import { remoteListeners } from '../people/remote-listeners.ts';
import { RemotePeople } from '../people/remote-people.ts';
import { isRole, permissionsOf } from './roles.ts';
import { signalListeners, tellLevels } from '../signals/signal-listeners.ts';
import { Subscriptions } from '../media/subscriptions.ts';
import { Withdrawals } from '../people/withdrawals.ts';

/** The wait before rejoining, doubled each time; core ends the call when it has had enough. */
const rejoinMs = 1_000;
/** How long people who are reported after a join count as having been there before: the SDK tells them one by one. */
const existingMs = 1_500;

/** A leg in a room: one instance of the SDK after the other, where the signalling is lost for long. */
export class Room implements AdapterLeg<TrtcInstance> {
  readonly doSyncLocal: PublicationSet<SourceKind>['doSyncLocal'];
  readonly doReplaceTrack: PublicationSet<SourceKind>['doReplaceTrack'];
  readonly doSetMuted: PublicationSet<SourceKind>['doSetMuted'];
  readonly doSetQuality: PublicationSet<SourceKind>['doSetQuality'];
  readonly doSetRole?: (role: string) => Promise<void>;
  readonly #parts: TrtcParts;
  readonly #context: LegContext;
  readonly #people = new RemotePeople();
  readonly #withdrawals: Withdrawals;
  readonly #roster: RosterReporter;
  readonly #publishing: Publishing;
  readonly #publications: PublicationSet<SourceKind>;
  readonly #subscriptions: Subscriptions;
  readonly #messages: OutgoingMessages;
  #connection: Connection;
  #role: TrtcRole | undefined;
  #interrupted = false;
  #restarting = false;
  #existingUntil = 0;
  readonly #media = new MediaWatch((lost) => {
    for (const [source] of this.#publications.entries()) {
      if (lost) this.#context.sink.publicationInterrupted({ source });
      else this.#context.sink.publicationRestored({ source });
    }
  });

  constructor(parts: TrtcParts, context: LegContext) {
    const { sink, environment, cleanup, request } = context;
    this.#parts = parts;
    this.#context = context;
    this.#role = parts.scene === 'rtc' ? undefined : isRole(request.role) ? request.role : 'audience';
    this.#withdrawals = new Withdrawals(context.waits);
    this.#connection = this.#connect();
    this.#roster = createRosterReporter({
      sink,
      keys: () => this.#people.userIds,
      describe: (userId) => this.#people.describe(userId),
      existing: () => environment.clock.now() < this.#existingUntil,
    });
    this.#publishing = new Publishing({
      engine: () => this.#connection.engine,
      tellMuted: () => {
        this.#messages.tellMuted();
      },
      mayPublish: () => this.#role !== 'audience',
    });
    this.#messages = new OutgoingMessages({
      clock: environment.clock,
      waits: context.waits,
      muted: () => this.#publishing.muted,
      maySend: () => this.#role !== 'audience',
      open: () =>
        context.phase() === 'joined' && this.#connection.isIn && !this.#interrupted ? this.native : undefined,
    });
    this.#publications = createPublicationSet(this.#publishing, { environment, errors });
    this.#subscriptions = new Subscriptions({
      engine: this.#connection.engine,
      sink,
      people: this.#people,
      roster: this.#roster,
    });
    this.doSyncLocal = this.#publications.doSyncLocal;
    this.doReplaceTrack = this.#publications.doReplaceTrack;
    this.doSetMuted = this.#publications.doSetMuted;
    this.doSetQuality = this.#publications.doSetQuality;
    if (parts.scene === 'live') {
      this.doSetRole = async (role) => {
        const of = {
          engine: this.native,
          publishing: this.#publishing,
          publications: this.#publications,
          sink,
        };
        const now = await changeRole(of, role);
        this.#role = now;
        sink.permissionsChanged({ role: now, permissions: permissionsOf(now) });
      };
    }
    cleanup.add(() => {
      this.#publications.release();
      this.#publishing.reset();
      this.#media.end();
      this.#connection.end();
    });
  }

  get native(): TrtcInstance {
    return this.#connection.engine;
  }

  get result(): JoinResult {
    const role = this.#role;
    const grant = role === undefined ? {} : { role, permissions: permissionsOf(role) };
    return { roster: this.#roster.begin(), localDeferred: true, ...grant };
  }

  /** Enters the room. */
  async enter(reason: 'join' | 'reconnect'): Promise<void> {
    const { credential, scene, proxy } = this.#parts;
    const { request } = this.#context;
    const given = await fetchCredential({ credential, request, reason, errors });
    await this.#connection.enter(
      {
        ...(proxy === undefined ? {} : { proxy }),
        ...checkCredential(given, request),
        scene,
        ...(this.#role === undefined ? {} : { role: this.#role }),
        autoReceiveAudio: false,
        autoReceiveVideo: false,
      },
      request.signal,
    );
    this.#existingUntil = this.#context.environment.clock.now() + existingMs;
  }

  async doSyncRemote(...given: Parameters<Subscriptions['sync']>): Promise<void> {
    await this.#subscriptions.sync(...given);
  }

  doSendMessage(message: OutgoingMessage): Promise<void> {
    return this.#messages.send(message);
  }

  doSetSignals({ levels }: SignalsWanted): Promise<void> {
    tellLevels(this.native, levels);
    return Promise.resolve();
  }

  doGetStats(): Promise<readonly DriverStats[]> {
    return readStats(this.native, new Set(this.#publications.entries().map(([source]) => source)));
  }

  async doUnpublish(): Promise<void> {
    await this.#publishing.stopAll();
  }

  async doLeave(): Promise<void> {
    await this.#connection.leave();
  }

  doAbandon(): void {
    void this.#connection.leave().catch(() => undefined);
  }

  #connect(): Connection {
    const { clock } = this.#context.environment;
    return new Connection({
      sdk: this.#parts.sdk,
      clock,
      listeners: this.#listeners(),
      onUnreachable: () => void this.#restart(),
    });
  }

  #listeners(): Partial<TrtcEvents> {
    const { sink } = this.#context;
    const people = this.#people;
    return {
      ...remoteListeners({
        people,
        phase: this.#context.phase,
        withdrawals: this.#withdrawals,
        // Made after the first instance, and the same for all of them.
        roster: () => this.#roster,
        subscriptions: () => this.#subscriptions,
        introduce: () => {
          this.#messages.introduce();
        },
      }),
      'publish-state-changed': (event) => {
        this.#publishing.stateChanged(event);
        if (event.state === 'started') this.#media.look(this.native);
      },
      'connection-state-changed': ({ state }) => {
        this.#connection.stateChanged(state);
        if (this.#context.phase() !== 'joined' || this.#restarting) return;
        if (state !== 'CONNECTED') this.#interrupt();
        else if (this.#interrupted) this.#resume();
      },
      'kicked-out': ({ reason }) => {
        if (this.#context.phase() === 'over') return;
        sink.ended({ reason: mapEndReason(reason), vendorHasLeft: true });
      },
      error: (cause) => {
        const error = errors.from(cause, 'The SDK reports an error.', 'unknown');
        // With 5400 it has left the room, or is leaving it; everything else is only news (measured).
        if (error.code === 'server-error' && this.#context.phase() === 'joined') void this.#restart(error);
        else sink.vendorEvent({ name: 'error', payload: { error } });
      },
      ...signalListeners({ ...this.#context, roster: () => this.#roster }),
      statistics: () => {
        if (this.#context.phase() !== 'joined') return;
        this.#media.look(this.native);
        // Who only watches is told of to nobody, so that nobody would tell them what is muted.
        if (this.#parts.scene === 'live' && this.#publishing.muted.size > 0) this.#messages.tellMuted();
      },
      'custom-message': (event) => {
        const word = messageCame(event, { sink, people, roster: this.#roster });
        if (word !== 'other') this.#withdrawals.settle(event.userId, people.mutedOf(event.userId));
        if (word === 'first') this.#messages.introduce();
      },
    };
  }

  #interrupt(error?: RtcError): void {
    if (this.#interrupted) return;
    this.#interrupted = true;
    this.#context.sink.connectionInterrupted({ error });
  }

  #resume(): void {
    this.#interrupted = false;
    const roster = this.#roster.begin();
    this.#context.sink.connectionRestored({ mode: 'resumed', roster, rosterComplete: false });
    // What was said while the socket was cut has reached nobody.
    this.#messages.tellMuted();
  }

  /** The SDK has given up, or was stopped: out, and in again with a new instance and a new credential. */
  async #restart(error?: RtcError): Promise<void> {
    const { request, sink, waits, phase } = this.#context;
    if (this.#restarting || phase() !== 'joined') return;
    this.#restarting = true;
    this.#interrupt(error);
    this.#roster.pause();
    for (let waitMs = rejoinMs; !request.signal.aborted; waitMs *= 2) {
      this.#connection.end();
      for (const [source] of this.#publications.entries()) this.#publications.forget(source);
      this.#publishing.reset();
      this.#media.end();
      this.#people.clear();
      this.#withdrawals.clear();
      this.#connection = this.#connect();
      this.#subscriptions.restart(this.#connection.engine);
      try {
        await this.enter('reconnect');
        if (phase() !== 'joined') return;
        this.#restarting = this.#interrupted = false;
        if (this.#context.signalsWanted().levels) tellLevels(this.native, true);
        const roster = this.#roster.begin();
        sink.connectionRestored({ mode: 'restarted', roster, rosterComplete: false });
        return;
      } catch (cause) {
        if (phase() !== 'joined') return;
        const failure = errors.from(cause, 'Rejoining failed.', 'signalling');
        if (!failure.retryable) {
          const reason = failure.code === 'credential-expired' ? failure.code : 'connection-lost';
          sink.ended({ reason, vendorHasLeft: true, error: failure });
          return;
        }
        await waits.pass(waitMs);
      }
    }
  }
}
