import { sourceKinds, type SourceKind } from '@jackfield/core/adapter';
import { maxMessageBytes } from '../capabilities.ts';
import { errors } from '../errors/map-errors.ts';
import type { MemberRights, MemberState, SignallingMember } from '../protocol/member-state.ts';
import { AskedRepairs, permitted } from './member-bounds.ts';
import { IceTrouble } from './ice-trouble.ts';
import { PeerConnection } from './peer-connection.ts';
import type { PeerContext } from './peer-context.ts';
import { PeerMessages } from './peer-messages.ts';
import { parsePeerPayload, type PeerPayload, type ViewSize, type Wants } from './peer-payload.ts';
import { Recovery } from './recovery.ts';
import { RemoteSources } from './remote-sources.ts';
import { SenderSlots } from './sender-slots.ts';

/** Another member: the connection to them, what they publish and want, and what goes to them. */
export class Peer {
  readonly sources: RemoteSources;
  /** What to call them; may change. */
  displayName: string;
  readonly #context: PeerContext;
  readonly #offers: boolean;
  readonly #recovery: Recovery;
  readonly #messages: PeerMessages;
  readonly #iceTrouble = new IceTrouble();
  readonly #slots = new SenderSlots();
  readonly #asked: AskedRepairs;
  #member: SignallingMember;
  #link: PeerConnection | undefined;
  #connection = 0;
  #theirWants: Wants = { revision: -1, sources: [] };
  #suspended = false;
  #reportedDown = false;
  #closed = false;

  constructor(member: SignallingMember, context: PeerContext) {
    this.#member = member;
    this.displayName = member.displayName;
    this.#context = context;
    this.#asked = new AskedRepairs(context.clock);
    // Both sides come to the same answer, so nobody waits and no two first offers meet.
    this.#offers = context.selfId < member.id;
    this.sources = new RemoteSources(member.id, member.state, context);
    this.#messages = new PeerMessages(context.clock, (payload) => this.#sendByChannel(payload));
    this.#recovery = new Recovery(context.clock, {
      restartIce: () => this.#restartIce(),
      reconnect: () => this.#reconnect(),
      interrupted: () => this.#report(),
      restored: () => this.#restored(),
      failed: () =>
        this.sources.fail(errors.make('ice-failed', this.#iceTrouble.describe(context.configuration()))),
    });
  }

  /** The member as signalling knows them; their rights may change. */
  get member(): SignallingMember {
    return this.#member;
  }

  /** The connection at the moment. */
  get pc(): RTCPeerConnection | undefined {
    return this.#link?.pc;
  }

  /** Begins to connect. */
  start(): void {
    if (this.#offers) this.#begin(1);
    else this.#recovery.began();
  }

  /** Takes what the member sent by signalling. */
  receive(value: unknown): void {
    const payload = parsePeerPayload(value);
    if (payload && !this.#closed) this.#take(payload);
  }

  /** Takes what signalling says that the member publishes. */
  takeState(state: MemberState): void {
    this.#take({ kind: 'state', state });
  }

  /** Takes what signalling says that the member may do from now on. */
  setRights(rights: MemberRights): void {
    this.#member = { ...this.#member, ...rights };
    this.sources.restrict(rights.permissions.publish);
    this.#syncAll();
  }

  /** Takes what is wanted of this member. */
  want(wanted: ReadonlyMap<SourceKind, ViewSize | undefined>): void {
    if (this.sources.want(wanted)) this.#tell({ kind: 'wants', wants: this.sources.wants });
    this.#deliver();
  }

  /** The own publications changed; resolves when what goes to this member is in line. */
  async syncLocal(sources: readonly SourceKind[]): Promise<void> {
    await Promise.all(sources.map((source) => this.#syncSender(source)));
  }

  /** Tells the member by the fastest way what is published; signalling tells everybody too. */
  announce(): void {
    this.#sendByChannel({ kind: 'state', state: this.#context.local.state });
  }

  /** Sends a message; resolves when it was received or the member has left. */
  message(topic: string, text: string): Promise<void> {
    return this.#messages.send(topic, text);
  }

  /** Signalling says whether the member can be reached by it. */
  setSuspended(suspended: boolean): void {
    this.#suspended = suspended;
    this.#report();
    if (!suspended) this.#recovery.retry();
  }

  /** Local signalling works again. */
  retry(): void {
    this.#recovery.retry();
  }

  /** The member is gone, or the call is over. */
  close(): void {
    this.#closed = true;
    this.#context.uplink.forget(this.member.id);
    this.#recovery.close();
    this.#messages.close();
    this.#drop();
  }

  #take(payload: PeerPayload): void {
    switch (payload.kind) {
      case 'description':
      case 'candidate':
        this.#negotiate(payload);
        return;
      case 'reconnect':
        // Old requests are answered already.
        if (this.#offers && payload.connection >= this.#connection) this.#beginAsAsked(this.#connection + 1);
        return;
      case 'state':
        this.sources.update(permitted(payload.state, this.member));
        this.#deliver();
        return;
      case 'key-frame':
        if (this.#asked.keyFrame()) this.#slots.sendKeyFrames();
        return;
      case 'wants':
        if (payload.wants.revision <= this.#theirWants.revision) return;
        this.#theirWants = payload.wants;
        this.#syncAll();
        return;
      case 'message':
        if (this.member.permissions?.sendMessages === false || payload.text.length > maxMessageBytes) return;
        if (this.#messages.receive(payload)) {
          const { topic, text } = payload;
          this.#context.people.flush();
          this.#context.sink.messageReceived({ remoteId: this.member.id, topic, text });
        }
        return;
      case 'received':
        this.#messages.acknowledge(payload.number);
        return;
    }
  }

  #negotiate(payload: Extract<PeerPayload, { kind: 'description' | 'candidate' }>): void {
    const offer = payload.kind === 'description' && payload.description.type === 'offer';
    if (offer && !this.#asked.offer()) return;
    if (!this.#offers && offer && payload.connection > this.#connection) {
      this.#beginAsAsked(payload.connection);
    }
    if (payload.connection === this.#connection) void this.#link?.receive(payload);
  }

  /** The member asks for a new connection: as often as one that is being repaired needs it, and no more. */
  #beginAsAsked(connection: number): void {
    if (this.#asked.connection()) this.#begin(connection);
  }

  /** Begins with a new connection; the one before is closed. */
  #begin(connection: number): void {
    this.#drop();
    this.#connection = connection;
    this.#iceTrouble.begin();
    this.#recovery.began();
    const { PeerConnection: Native, configuration, codecPreference, opusDtx, signal, sink } = this.#context;
    this.#link = new PeerConnection({
      PeerConnection: Native,
      configuration: configuration(),
      connection,
      offers: this.#offers,
      codecPreference,
      opusDtx,
      listener: {
        send: (payload) => signal(this.member.id, payload),
        mapped: () => this.#mapped(),
        stateChanged: (state) => this.#stateChanged(state),
        negotiated: () => this.#syncAll(),
        channelOpened: () => this.#channelOpened(),
        channelText: (text) => this.#channelText(text),
        iceServerFailed: (error) => this.#iceTrouble.note(error),
        negotiationFailed: (payload) => sink.vendorEvent({ name: 'negotiation-failed', payload }),
      },
    });
    if (this.#link.mapped) this.#mapped();
  }

  #mapped(): void {
    this.#slots.map((source) => this.#link?.transceiver(source)?.sender);
    this.#syncAll();
  }

  #drop(): void {
    this.#slots.clear();
    this.#link?.close();
    this.#link = undefined;
  }

  #stateChanged(state: RTCPeerConnectionState): void {
    this.#recovery.stateChanged(state);
    this.#deliver();
  }

  #channelOpened(): void {
    this.announce();
    this.#sendByChannel({ kind: 'wants', wants: this.sources.wants });
    this.#messages.opened();
  }

  #channelText(text: string): void {
    try {
      this.receive(JSON.parse(text));
    } catch (payload) {
      this.#context.sink.vendorEvent({ name: 'malformed-peer-message', payload });
    }
  }

  #restartIce(): void {
    this.#iceTrouble.begin();
    // The other side sees the same loss: one of the two restarting is enough, and no offers meet.
    if (this.#offers) this.#link?.restartIce(this.#context.configuration());
  }

  /** Each side asks too: what one sends may come before the other's path is up. */
  #restored(): void {
    this.#slots.sendKeyFrames();
    this.#sendByChannel({ kind: 'key-frame' });
    this.#report();
  }

  #reconnect(): void {
    if (this.#offers) this.#begin(this.#connection + 1);
    else {
      this.#recovery.began();
      this.#context.signal(this.member.id, { kind: 'reconnect', connection: this.#connection });
    }
  }

  #syncAll(): void {
    this.syncLocal(sourceKinds).catch((payload: unknown) => {
      this.#context.sink.vendorEvent({ name: 'sender-failed', payload });
    });
  }

  async #syncSender(source: SourceKind): Promise<void> {
    const allowed = this.member.permissions?.subscribe !== false;
    const wanted = allowed ? this.#theirWants.sources.find((entry) => entry.source === source) : undefined;
    const { local, uplink } = this.#context;
    await this.#slots.apply(source, uplink.fit(this.member.id, source, local.senderWish(source, wanted)));
  }

  #deliver(): void {
    if (this.#recovery.up) this.sources.deliver((source) => this.#link?.transceiver(source)?.receiver.track);
  }

  /** Says once when the member cannot be reached, and once when they can again. */
  #report(): void {
    const down = this.#suspended || (this.#recovery.wasUp && !this.#recovery.up);
    if (down === this.#reportedDown || this.#closed) return;
    this.#reportedDown = down;
    this.#context.people.flush();
    const fact = { remoteId: this.member.id };
    if (down) this.#context.sink.participantInterrupted(fact);
    else this.#context.sink.participantRestored(fact);
  }

  #tell(payload: PeerPayload): void {
    if (!this.#sendByChannel(payload)) this.#context.signal(this.member.id, payload);
  }

  #sendByChannel(payload: PeerPayload): boolean {
    return this.#link?.sendText(JSON.stringify(payload)) ?? false;
  }
}
