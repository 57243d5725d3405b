import {
  RtcError,
  type CredentialFunction,
  type DriverStats,
  type JoinRequest,
  type JoinResult,
  type LocalPublication,
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
import { LocalPublications } from './local-publications.ts';
import { mapError } from './map-errors.ts';
import { mapParticipant, mapPermissions, sourceOf } from './map-roster.ts';
import type { LkRemoteParticipant, LkRoom, LkSdk } from './port.ts';
import { createListeners } from './room-listeners.ts';

/** What a driver is made from. */
export interface LivekitDriverParts {
  readonly sink: RtcDriverSink;
  readonly environment: RtcDriverEnvironment;
  readonly credential: CredentialFunction<LivekitCredential>;
  readonly sdk: () => Promise<LkSdk>;
}

interface Joined {
  readonly room: LkRoom;
  readonly local: LocalPublications;
  readonly undo: () => void;
}

/** One leg over one room. */
export class LivekitDriver implements RtcDriver {
  private readonly parts: LivekitDriverParts;
  private joined: Joined | undefined;
  private wanted: SignalsWanted = { levels: false, quality: false };
  private leaving = false;

  constructor(parts: LivekitDriverParts) {
    this.parts = parts;
  }

  get native(): unknown {
    return this.joined?.room.native;
  }

  async doJoin(request: JoinRequest): Promise<JoinResult> {
    const { sdk, environment, credential, sink } = this.parts;
    const room = (await sdk()).createRoom();
    const local = new LocalPublications(room, environment);
    const undo = room.listen(
      createListeners({ sink, room, local, wanted: () => this.wanted, isLeaving: () => this.leaving }),
    );
    this.joined = { room, local, undo };
    await connect(room, { request, credential });
    const { permissions } = room.localParticipant;
    return {
      roster: [...room.remoteParticipants.values()].map((participant) => mapParticipant(participant, true)),
      permissions: permissions && mapPermissions(permissions),
      localDeferred: true,
    };
  }

  async doLeave(): Promise<void> {
    this.leaving = true;
    await this.joined?.room.disconnect();
  }

  doAbandon(): void {
    this.leaving = true;
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
    for (const publication of this.find(remoteId)?.trackPublications.values() ?? []) {
      const source = sourceOf(publication.source);
      const wish = wanted.find((entry) => entry.source === source);
      publication.setSubscribed(wish !== undefined);
      if (wish?.size) publication.setVideoDimensions({ ...wish.size });
      // Core may ask anew for what the SDK never gave up.
      const track = wish && source && publication.track?.mediaStreamTrack;
      if (track) this.parts.sink.remoteTrack({ remoteId, source, track });
    }
    return Promise.resolve();
  }

  async doSetProfile({ displayName }: { readonly displayName: string }): Promise<void> {
    await this.call().room.localParticipant.setName(displayName);
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
    return Promise.resolve();
  }

  async doGetStats(): Promise<readonly DriverStats[]> {
    const entries = this.call().local.tracks();
    const reports = await Promise.all(entries.map(([, track]) => track.getRTCStatsReport()));
    return entries.flatMap(([source], index) => {
      const report = reports[index];
      return report ? [{ direction: 'send' as const, source, report }] : [];
    });
  }

  dispose(): void {
    this.joined?.undo();
    this.joined?.local.release();
  }

  private find(remoteId: string): LkRemoteParticipant | undefined {
    return [...(this.joined?.room.remoteParticipants.values() ?? [])].find(({ sid }) => sid === remoteId);
  }

  private call(): Joined {
    if (this.joined) return this.joined;
    throw new RtcError({ code: 'invalid-state', message: 'This leg has not joined.', adapter: 'livekit' });
  }
}
