import type { JoinResult, OutgoingMessage, RtcError, SourceKind } from '@jackfield/core/adapter';
import {
  createPublicationSet,
  createRosterReporter,
  fetchCredential,
  type AdapterLeg,
  type LegContext,
  type PublicationSet,
  type RosterReporter,
} from '@jackfield/core/adapter-kit';
import { checkCredential } from './check-credential.ts';
import { Connection } from './connection.ts';
import { errors } from './errors.ts';
import { mapQuality } from './map-quality.ts';
import { MessageBudget } from './message-budget.ts';
import { messageCame } from './message-came.ts';
import { onceATurn } from './once-a-turn.ts';
import type { TrtcParts } from './open-leg.ts';
import type { TrtcEvents, TrtcInstance, TrtcRole } from './port.ts';
import { Publishing } from './publishing.ts';
import { remoteListeners } from './remote-listeners.ts';
import { RemotePeople } from './remote-people.ts';
import { isRole, permissionsOf } from './roles.ts';
import { Subscriptions } from './subscriptions.ts';
import { Withdrawals } from './withdrawals.ts';
import { encodeMuted, encodeText, muteChannel, textChannel } from './wire-messages.ts';

/** The wait before rejoining, doubled each time; core ends the call when it has had enough. */
const rejoinMs = 1_000;
/** How long people who are reported after a join count as having been there before: the SDK tells them one by one. */
const existingMs = 1_500;

/** A leg in a room: one instance of the SDK after the other, where the signalling is lost for long. */
export class Room implements AdapterLeg<TrtcInstance> {
  readonly doSyncLocal: PublicationSet<SourceKind>['doSyncLocal'];
  readonly doReplaceTrack: PublicationSet<SourceKind>['doReplaceTrack'];
  readonly doSetMuted: PublicationSet<SourceKind>['doSetMuted'];
  readonly doSetRole?: (role: string) => Promise<void>;
  readonly #parts: TrtcParts;
  readonly #context: LegContext;
  readonly #people = new RemotePeople();
  readonly #withdrawals: Withdrawals;
  readonly #roster: RosterReporter;
  readonly #publishing: Publishing;
  readonly #publications: PublicationSet<SourceKind>;
  readonly #subscriptions: Subscriptions;
  readonly #budget: MessageBudget;
  /** Tells those who have just come what is muted here; once for all who come in one turn. */
  readonly #introduce = onceATurn(() => {
    this.#tellMuted();
  });
  #connection: Connection;
  #role: TrtcRole | undefined;
  #interrupted = false;
  #restarting = false;
  #existingUntil = 0;

  constructor(parts: TrtcParts, context: LegContext) {
    const { sink, environment, cleanup, request } = context;
    this.#parts = parts;
    this.#context = context;
    this.#role = parts.scene === 'rtc' ? undefined : isRole(request.role) ? request.role : 'audience';
    this.#budget = new MessageBudget(environment.clock);
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
        this.#tellMuted();
      },
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
    if (parts.scene === 'live') this.doSetRole = (role) => this.#setRole(role);
    cleanup.add(() => {
      this.#publications.release();
      this.#publishing.reset();
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
        ...checkCredential(given, request),
        scene,
        ...(this.#role === undefined ? {} : { role: this.#role }),
        autoReceiveAudio: false,
        autoReceiveVideo: false,
        ...(proxy === undefined ? {} : { proxy }),
      },
      request.signal,
    );
    this.#existingUntil = this.#context.environment.clock.now() + existingMs;
  }

  async doSyncRemote(...given: Parameters<Subscriptions['sync']>): Promise<void> {
    await this.#subscriptions.sync(...given);
  }

  doSendMessage({ topic, text }: OutgoingMessage): Promise<void> {
    const bytes = encodeText(topic, text);
    if (bytes === undefined)
      return Promise.reject(errors.make('message-failed', 'Topic and text have more than 1000 bytes.'));
    if (this.#role === 'audience')
      return Promise.reject(errors.make('forbidden', 'The audience cannot send messages.'));
    // Measured: what the SDK will not send becomes an unhandled rejection, not one of this call. So it is checked before.
    if (!this.#budget.take(bytes.byteLength))
      return Promise.reject(errors.make('rate-limited', 'At most 30 messages and 8 kB a second.'));
    this.native.sendCustomMessage({ cmdId: textChannel, data: bytes });
    return Promise.resolve();
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

  async #setRole(role: string): Promise<void> {
    if (!isRole(role)) throw errors.make('unsupported', `There is no role ${role}.`);
    // Measured: on its way to the audience the SDK unpublishes, and on its way back it publishes what was not stopped.
    if (role === 'audience') {
      for (const [source] of this.#publications.entries()) {
        await this.#publishing.unpublish(source).catch(() => undefined);
        this.#publications.forget(source);
        this.#context.sink.localUnpublishedByServer({ source });
      }
    }
    await this.native.switchRole(role).catch(errors.rethrow('The role could not be changed.', 'forbidden'));
    this.#role = role;
    this.#context.sink.permissionsChanged({ role, permissions: permissionsOf(role) });
  }

  #connect(): Connection {
    const { clock } = this.#context.environment;
    return new Connection({
      sdk: this.#parts.sdk,
      clock,
      listeners: this.#listeners(),
      isOwnService: this.#parts.proxy !== undefined,
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
        introduce: this.#introduce,
      }),
      'publish-state-changed': (event) => {
        this.#publishing.stateChanged(event);
      },
      'connection-state-changed': ({ state }) => {
        this.#connection.stateChanged(state);
        if (this.#context.phase() !== 'joined' || this.#restarting) return;
        if (state !== 'CONNECTED') this.#interrupt();
        else if (this.#interrupted) this.#resume();
      },
      'kicked-out': ({ reason }) => {
        if (this.#context.phase() === 'over') return;
        const reasons = { kick: 'replaced', banned: 'kicked', room_disband: 'room-closed' } as const;
        const known = reason === 'kick' || reason === 'banned' || reason === 'room_disband';
        sink.ended({ reason: known ? reasons[reason] : 'kicked', vendorHasLeft: true });
      },
      error: (cause) => {
        const error = errors.from(cause, 'The SDK reports an error.', 'unknown');
        // With 5400 it has left the room, or is leaving it; everything else is only news (measured).
        if (error.code === 'server-error' && this.#context.phase() === 'joined') void this.#restart(error);
        else sink.vendorEvent({ name: 'error', payload: { error } });
      },
      'network-quality': ({ uplinkNetworkQuality, downlinkNetworkQuality }) => {
        if (!this.#context.signalsWanted().quality) return;
        const [uplink, downlink] = [mapQuality(uplinkNetworkQuality), mapQuality(downlinkNetworkQuality)];
        sink.signals({ quality: [{ remoteId: undefined, uplink, downlink }] });
      },
      'custom-message': (event) => {
        const word = messageCame(event, { sink, people, roster: this.#roster });
        if (word !== 'other') this.#withdrawals.settle(event.userId, people.mutedOf(event.userId));
        if (word === 'first') this.#introduce();
      },
    };
  }

  #tellMuted(): void {
    if (this.#role === 'audience' || this.#context.phase() === 'joining') return;
    const bytes = encodeMuted(this.#publishing.muted);
    this.#budget.take(bytes.byteLength);
    if (this.#connection.isIn) this.native.sendCustomMessage({ cmdId: muteChannel, data: bytes });
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
    if (this.#publishing.muted.size > 0) this.#tellMuted();
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
      this.#people.clear();
      this.#withdrawals.clear();
      this.#connection = this.#connect();
      this.#subscriptions.restart(this.#connection.engine);
      try {
        await this.enter('reconnect');
        if (phase() !== 'joined') return;
        this.#restarting = this.#interrupted = false;
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
