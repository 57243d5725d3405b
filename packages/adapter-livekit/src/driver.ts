import {
  RtcError,
  type CredentialFunction,
  type DriverStats,
  type JoinRequest,
  type JoinResult,
  type LocalPublication,
  type ModerationRequest,
  type OutgoingMessage,
  type RemoteSubscription,
  type RtcDriver,
  type RtcDriverEnvironment,
  type RtcDriverSink,
  type SignalsWanted,
  type SourceKind,
  type SyncLocalResult,
} from '@jackfield/core/adapter';
import { connect, type LivekitCredential } from './connect.ts';
import { prepareEncryption, type LivekitEncryption } from './encryption.ts';
import { LocalPublications } from './local-publications.ts';
import { mapError } from './map-errors.ts';
import { mapOwnPermissions, mapParticipant, roleOf, sourceOf } from './map-roster.ts';
import { toLivekitModeration, type LivekitModerationFunction } from './moderation.ts';
import type { LkListeners, LkRemoteParticipant, LkRoom, LkSdk, LkTrack } from './port.ts';
import { RemoteSubscriptions } from './remote-subscriptions.ts';
import { createListeners } from './room-listeners.ts';
import { tokenClaims } from './token-claims.ts';

/** What a driver is made from. */
export interface LivekitDriverParts {
  readonly sink: RtcDriverSink;
  readonly environment: RtcDriverEnvironment;
  readonly credential: CredentialFunction<LivekitCredential>;
  readonly moderate: LivekitModerationFunction | undefined;
  readonly encryption: LivekitEncryption | undefined;
  readonly sdk: () => Promise<LkSdk>;
}

async function statsOf(
  track: LkTrack | undefined,
  about: Omit<DriverStats, 'report'>,
): Promise<readonly DriverStats[]> {
  const report = await track?.getRTCStatsReport();
  return report ? [{ ...about, report }] : [];
}

interface Joined {
  readonly room: LkRoom;
  readonly local: LocalPublications;
  readonly remote: RemoteSubscriptions;
  readonly listeners: LkListeners;
  readonly undo: () => void;
  readonly worker: Worker | undefined;
}

/** One leg over one room. */
export class LivekitDriver implements RtcDriver {
  private readonly parts: LivekitDriverParts;
  private joined: Joined | undefined;
  private wanted: SignalsWanted = { levels: false, quality: false };
  /** Before the room is joined its ends are the join's to tell, and once core leaves they are no news. */
  private tellsEnds = false;
  /** When the token that reconnects go by ends, in milliseconds since 1970. */
  private tokenEnds: number | undefined;

  constructor(parts: LivekitDriverParts) {
    this.parts = parts;
  }

  get native(): unknown {
    return this.joined?.room.native;
  }

  async doJoin(request: JoinRequest): Promise<JoinResult> {
    const { environment, credential, sink } = this.parts;
    const { room, worker } = await this.open(request);
    const local = new LocalPublications(room, environment);
    const remote = new RemoteSubscriptions(sink);
    const wanted = (): SignalsWanted => this.wanted;
    const listeners = createListeners({
      sink,
      room,
      local,
      remote,
      moderates: this.moderates,
      wanted,
      holdsToken: (token) => {
        this.tokenEnds = tokenClaims(token)?.endsAt;
      },
      tokenEnded: () => this.tokenEnds !== undefined && this.tokenEnds <= Date.now(),
      tellsEnds: () => this.tellsEnds,
    });
    this.joined = { room, local, remote, listeners, undo: room.listen(listeners), worker };
    listeners.tokenRefreshed(await connect(room, { request, credential }));
    this.tellsEnds = true;
    return {
      roster: [...room.remoteParticipants.values()].map((participant) => mapParticipant(participant, true)),
      permissions: mapOwnPermissions(room.localParticipant, { moderates: this.moderates }),
      role: roleOf(room.localParticipant.attributes),
      localDeferred: true,
    };
  }

  async doLeave(): Promise<void> {
    this.tellsEnds = false;
    await this.joined?.room.disconnect();
  }

  doAbandon(): void {
    this.tellsEnds = false;
    void this.joined?.room.disconnect();
  }

  async doSyncLocal(wanted: readonly LocalPublication[]): Promise<SyncLocalResult> {
    return this.call().local.sync(wanted);
  }

  async doReplaceTrack(source: SourceKind, track: MediaStreamTrack | null): Promise<void> {
    await this.call()
      .local.replace(source, track)
      .catch((cause: unknown) => {
        throw mapError(cause, `The ${source} could not be changed.`, 'publish-failed');
      });
  }

  async doSetMuted(source: SourceKind, muted: boolean): Promise<void> {
    await this.call().local.setMuted(source, muted);
  }

  doSyncRemote(remoteId: string, wanted: readonly RemoteSubscription[]): Promise<void> {
    const participant = this.find(remoteId);
    if (participant) this.call().remote.sync(participant, wanted);
    return Promise.resolve();
  }

  async doSetProfile({ displayName }: { readonly displayName: string }): Promise<void> {
    await this.call()
      .room.localParticipant.setName(displayName)
      .catch((cause: unknown) => {
        throw mapError(cause, 'The display name could not be changed.', 'server-error');
      });
  }

  async doSendMessage({ topic, text, to }: OutgoingMessage): Promise<void> {
    const { room } = this.call();
    // The vendor addresses users, not presences; whoever has left is left out.
    const identities = to?.flatMap((remoteId) => this.find(remoteId)?.identity ?? []);
    if (identities?.length === 0) return;
    await room.localParticipant
      .publishData(new TextEncoder().encode(text), {
        reliable: true,
        topic,
        ...(identities ? { destinationIdentities: identities } : {}),
      })
      .catch((cause: unknown) => {
        throw mapError(cause, 'The message could not be sent.', 'message-failed');
      });
  }

  doSetSignals(wanted: SignalsWanted): Promise<void> {
    this.wanted = wanted;
    // The vendor speaks of changes only: what has not changed since is said now.
    const { room, listeners } = this.call();
    listeners.activeSpeakersChanged(room.activeSpeakers);
    for (const participant of [room.localParticipant, ...room.remoteParticipants.values()])
      listeners.connectionQualityChanged(participant.connectionQuality, participant);
    return Promise.resolve();
  }

  async doGetStats(): Promise<readonly DriverStats[]> {
    const { room, local } = this.call();
    const found = await Promise.all([
      ...local.tracks().map(([source, track]) => statsOf(track, { direction: 'send', source })),
      ...[...room.remoteParticipants.values()].flatMap(({ sid, trackPublications }) =>
        [...trackPublications.values()].map(({ source, track }) =>
          statsOf(track, { direction: 'receive', remoteId: sid, source: sourceOf(source) }),
        ),
      ),
    ]);
    return found.flat();
  }

  async doModerate(request: ModerationRequest): Promise<void> {
    const { room } = this.call();
    const wish = toLivekitModeration(request, { room: room.name, find: (remoteId) => this.find(remoteId) });
    await this.parts.moderate?.(wish).catch((cause: unknown) => {
      throw mapError(cause, 'The server did not moderate.', 'forbidden');
    });
  }

  dispose(): void {
    this.joined?.undo();
    this.joined?.local.release();
    this.joined?.worker?.terminate();
  }

  private get moderates(): boolean {
    return this.parts.moderate !== undefined;
  }

  private async open(request: JoinRequest): Promise<Pick<Joined, 'room' | 'worker'>> {
    const { sdk, encryption } = this.parts;
    const { createRoom } = await sdk();
    const prepared = encryption && (await prepareEncryption(encryption, request));
    try {
      return { room: await createRoom(prepared), worker: prepared?.worker };
    } catch (cause) {
      prepared?.worker.terminate();
      throw mapError(cause, 'The SDK could not be set up.', 'unknown');
    }
  }

  private find(remoteId: string): LkRemoteParticipant | undefined {
    return [...(this.joined?.room.remoteParticipants.values() ?? [])].find(({ sid }) => sid === remoteId);
  }

  private call(): Joined {
    if (this.joined) return this.joined;
    throw new RtcError({ code: 'invalid-state', message: 'This leg has not joined.', adapter: 'livekit' });
  }
}
