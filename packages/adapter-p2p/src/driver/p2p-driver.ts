import {
  RtcError,
  sourceKinds,
  toRtcError,
  type DriverCall,
  type DriverStats,
  type JoinRequest,
  type JoinResult,
  type LocalFailure,
  type LocalPublication,
  type ModerationRequest,
  type OutgoingMessage,
  type RemoteSubscription,
  type RenewCredentialRequest,
  type RenewCredentialResult,
  type RtcDriver,
  type RtcDriverEnvironment,
  type RtcDriverSink,
  type SignalsWanted,
  type SourceKind,
  type SyncLocalResult,
} from '@jackfield/core/adapter';
import { mediaError, notJoinedError, notSupportedError } from '../errors/map-errors.ts';
import type { P2pOptions } from '../p2p-options.ts';
import { defaultBitrates } from '../peer/encoding-for.ts';
import type { PeerContext } from '../peer/peer.ts';
import type { SignallingSession, SignallingWelcome } from '../signalling/signalling.ts';
import { Announcer } from './announcer.ts';
import { CredentialSource } from './credential-source.ts';
import { IceConfiguration } from './ice-configuration.ts';
import { LocalPublications } from './local-publications.ts';
import type { P2pNative } from './p2p-native.ts';
import { listenToRoom } from './listen-to-room.ts';
import { QualityWatch } from './quality-watch.ts';
import { Roster } from './roster.ts';
import { unlessAborted } from './unless-aborted.ts';

/** One leg of a call over the mesh. */
export class P2pDriver implements RtcDriver<P2pNative> {
  readonly #options: P2pOptions;
  readonly #sink: RtcDriverSink;
  readonly #environment: RtcDriverEnvironment;
  readonly #local: LocalPublications;
  readonly #roster: Roster;
  readonly #announcer: Announcer;
  readonly #ice: IceConfiguration;
  readonly #quality: QualityWatch;
  #credentials: CredentialSource | undefined;
  #session: SignallingSession | undefined;
  #native: P2pNative | undefined;
  #left = false;
  readonly doModerate?: NonNullable<RtcDriver['doModerate']>;
  readonly doRenewCredential?: NonNullable<RtcDriver['doRenewCredential']>;

  constructor(options: P2pOptions, sink: RtcDriverSink, environment: RtcDriverEnvironment) {
    this.#options = options;
    this.#sink = sink;
    this.#environment = environment;
    this.#local = new LocalPublications({ ...defaultBitrates, ...options.maxBitrate });
    this.#roster = new Roster(sink);
    this.#announcer = new Announcer(this.#roster, () => this.#local.state);
    this.#ice = new IceConfiguration(options);
    this.#quality = new QualityWatch(environment.clock, sink, () => this.doGetStats());
    const { moderation, credentials } = options.signalling.features;
    if (moderation) this.doModerate = (request) => this.#moderate(request);
    if (credentials) this.doRenewCredential = (request) => this.#renewCredential(request);
  }

  get native(): P2pNative | undefined {
    return this.#native;
  }

  async doJoin(request: JoinRequest): Promise<JoinResult> {
    const { room, userId, displayName, signal } = request;
    const { clock, RTCPeerConnection: PeerConnection } = this.#environment;
    if (!PeerConnection) throw notSupportedError();
    this.#local.replaceAll(request.local);
    const credentials = new CredentialSource(this.#options.credential, request);
    this.#credentials = credentials;
    const opening = this.#options.signalling.open({
      room,
      userId,
      displayName,
      signal,
      clock,
      state: () => this.#local.state,
      credential: (reason) => credentials.get(reason),
    });
    const session = await this.#withIceServers(opening, signal);
    if (this.#left || signal.aborted) {
      session.abandon();
      throw new RtcError({ code: 'aborted', message: 'The join was given up.', adapter: 'p2p' });
    }
    this.#session = session;
    this.#enter(session.welcome, PeerConnection);
    session.start(
      listenToRoom({
        sink: this.#sink,
        roster: this.#roster,
        local: this.#local,
        restarted: (welcome) => this.#enter(welcome, PeerConnection),
        refresh: () => void this.#refreshIce(),
        moderated: (action, source) => void this.#moderated(action, source),
        over: () => this.#end(),
      }),
    );
    const { permissions, role, credentialExpiresInMs } = session.welcome;
    return { roster: this.#roster.infos, permissions, role, credentialExpiresInMs };
  }

  async doLeave(): Promise<void> {
    const session = this.#session;
    this.#end();
    await session?.leave();
  }

  doAbandon(): void {
    this.#session?.abandon();
    this.#end();
  }

  async doSyncLocal(wanted: readonly LocalPublication[], call?: DriverCall): Promise<SyncLocalResult> {
    const session = this.#joined();
    const changed = this.#local.replaceAll(wanted);
    const failed: LocalFailure[] = [];
    const send = async (source: SourceKind): Promise<void> => {
      try {
        await this.#send([source]);
      } catch (cause) {
        failed.push({
          source,
          error: toRtcError(cause, { message: 'The source could not be sent.', adapter: 'p2p' }),
        });
      }
    };
    const announced = this.#announcer.announce(changed, session);
    await unlessAborted(Promise.all([announced, ...sourceKinds.map(send)]), call);
    return { failed };
  }

  async doReplaceTrack(source: SourceKind, track: MediaStreamTrack | null, call?: DriverCall): Promise<void> {
    this.#joined();
    this.#local.update(source, { track });
    await unlessAborted(this.#send([source]), call);
  }

  async doSetMuted(source: SourceKind, muted: boolean, call?: DriverCall): Promise<void> {
    const session = this.#joined();
    const changed = this.#local.update(source, { muted });
    await unlessAborted(
      Promise.all([this.#announcer.announce(changed, session), this.#send([source])]),
      call,
    );
  }

  doSyncRemote(remoteId: string, wanted: readonly RemoteSubscription[]): Promise<void> {
    this.#roster.want(remoteId, new Map(wanted.map(({ source, size }) => [source, size])));
    return Promise.resolve();
  }

  async #renewCredential({ reason, signal }: RenewCredentialRequest): Promise<RenewCredentialResult> {
    const session = this.#joined();
    const credential = await this.#credentials?.get(reason, signal);
    if (credential === undefined)
      throw new RtcError({
        code: 'unsupported',
        message: 'p2p was given no credential function.',
        adapter: 'p2p',
      });
    return { expiresInMs: await session.renew(credential) };
  }

  async doSetProfile({ displayName }: { readonly displayName: string }): Promise<void> {
    await this.#joined().setProfile(displayName);
  }

  async doSendMessage({ topic, text, to }: OutgoingMessage): Promise<void> {
    this.#joined();
    const receivers = to === undefined ? this.#roster.peers : to.flatMap((id) => this.#roster.peer(id) ?? []);
    await Promise.all(receivers.map((peer) => peer.message(topic, text)));
  }

  doSetSignals({ quality }: SignalsWanted): Promise<void> {
    this.#quality.stop();
    if (quality && !this.#left) this.#quality.start();
    return Promise.resolve();
  }

  async doGetStats(): Promise<readonly DriverStats[]> {
    const reports = this.#roster.peers.map(async ({ member, pc }): Promise<readonly DriverStats[]> =>
      pc ? [{ direction: 'both', remoteId: member.id, report: await pc.getStats() }] : [],
    );
    return (await Promise.all(reports)).flat();
  }

  async #moderate(request: ModerationRequest): Promise<void> {
    const session = this.#joined();
    if (request.action === 'close-room') return session.moderate({ action: 'close-room' });
    const { action, remoteId: target } = request;
    return session.moderate(
      action === 'kick' ? { action, target } : { action, target, source: request.source },
    );
  }

  dispose(): void {
    this.#session?.abandon();
    this.#end();
  }

  /** Waits for the room and the ICE servers at once; a room that was entered in vain is left. */
  async #withIceServers(
    opening: Promise<SignallingSession>,
    signal: AbortSignal,
  ): Promise<SignallingSession> {
    try {
      const servers = unlessAborted(this.#ice.refresh(), { signal });
      const [session] = await Promise.all([opening, servers]);
      return session;
    } catch (error) {
      opening.then(
        (session) => session.abandon(),
        () => undefined,
      );
      throw toRtcError(error, {
        code: 'server-error',
        message: 'The ICE servers could not be had.',
        adapter: 'p2p',
      });
    }
  }

  /** Connects to everybody who is there. */
  #enter(welcome: SignallingWelcome, PeerConnection: typeof RTCPeerConnection): void {
    const context: PeerContext = {
      selfId: welcome.id,
      clock: this.#environment.clock,
      sink: this.#sink,
      local: this.#local,
      PeerConnection,
      configuration: () => this.#ice.current,
      codecPreference: this.#options.codecPreference ?? [],
      opusDtx: this.#options.opusDtx ?? false,
      signal: (to, payload) => this.#session?.send(to, payload),
    };
    this.#roster.reset(welcome.members, context);
    this.#native = {
      id: welcome.id,
      peerConnections: () =>
        new Map(this.#roster.peers.flatMap(({ member, pc }) => (pc ? [[member.id, pc] as const] : []))),
    };
  }

  async #send(sources: readonly SourceKind[]): Promise<void> {
    try {
      await this.#roster.syncLocal(sources);
    } catch (cause) {
      throw mediaError('publish-failed', 'The browser refused to send the track.', cause);
    }
  }

  /** A moderator's word is carried out at once; core makes it the user's intent. */
  async #moderated(action: 'mute' | 'unpublish', source: SourceKind): Promise<void> {
    const session = this.#session;
    if (!session || this.#left) return;
    const mutes = action === 'mute';
    const changed = mutes ? this.#local.update(source, { muted: true }) : this.#local.remove(source);
    if (action === 'mute') this.#sink.localMutedByServer({ source });
    else this.#sink.localUnpublishedByServer({ source });
    try {
      await Promise.all([this.#announcer.announce(changed, session), this.#send([source])]);
    } catch (payload) {
      this.#sink.vendorEvent({ name: 'moderation-failed', payload });
    }
  }

  /** Without new servers the old ones are still better than none. */
  async #refreshIce(): Promise<void> {
    try {
      await this.#ice.refresh();
    } catch (payload) {
      this.#sink.vendorEvent({ name: 'ice-servers-failed', payload });
    }
  }

  #joined(): SignallingSession {
    if (!this.#session || this.#left) throw notJoinedError();
    return this.#session;
  }

  #end(): void {
    this.#left = true;
    this.#quality.stop();
    this.#credentials?.close();
    this.#roster.close();
    this.#native = undefined;
  }
}
