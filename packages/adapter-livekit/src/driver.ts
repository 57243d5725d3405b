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
import { mapParticipant, mapPermissions, roleOf, sourceOf } from './map-roster.ts';
import type { LkRemoteParticipant, LkRoom, LkSdk, LkTrack } from './port.ts';
import { RemoteSubscriptions } from './remote-subscriptions.ts';
import { createListeners } from './room-listeners.ts';

/** What a driver is made from. */
export interface LivekitDriverParts {
  readonly sink: RtcDriverSink;
  readonly environment: RtcDriverEnvironment;
  readonly credential: CredentialFunction<LivekitCredential>;
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
  readonly undo: () => void;
}

/** One leg over one room. */
export class LivekitDriver implements RtcDriver {
  private readonly parts: LivekitDriverParts;
  private joined: Joined | undefined;
  private wanted: SignalsWanted = { levels: false, quality: false };
  /** Before the room is joined its ends are the join's to tell, and once core leaves they are no news. */
  private tellsEnds = false;

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
    const remote = new RemoteSubscriptions(sink);
    const wanted = (): SignalsWanted => this.wanted;
    const undo = room.listen(
      createListeners({ sink, room, local, remote, wanted, tellsEnds: () => this.tellsEnds }),
    );
    this.joined = { room, local, remote, undo };
    await connect(room, { request, credential });
    this.tellsEnds = true;
    const { permissions, attributes } = room.localParticipant;
    return {
      roster: [...room.remoteParticipants.values()].map((participant) => mapParticipant(participant, true)),
      permissions: permissions && mapPermissions(permissions),
      role: roleOf(attributes),
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
