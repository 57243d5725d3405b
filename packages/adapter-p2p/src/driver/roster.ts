import type { RemoteParticipantInfo, RtcDriverSink, SourceKind } from '@jackfield/core/adapter';
import { Peer, type PeerContext } from '../peer/peer.ts';
import type { ViewSize } from '../peer/peer-payload.ts';
import { p2pLimits } from '../capabilities.ts';
import type { MemberRights, SignallingMember } from '../protocol/member-state.ts';
import { ParticipantLimit } from './participant-limit.ts';

/** Everybody else in the room. */
export class Roster {
  readonly #sink: RtcDriverSink;
  readonly #peers = new Map<string, Peer>();
  readonly #limit: ParticipantLimit;
  #context: PeerContext | undefined;

  constructor(sink: RtcDriverSink) {
    this.#sink = sink;
    this.#limit = new ParticipantLimit(p2pLimits.participants, (event) => sink.vendorEvent(event));
  }

  get peers(): readonly Peer[] {
    return [...this.#peers.values()];
  }

  /** Who is there, as core wants to know it. */
  get infos(): readonly RemoteParticipantInfo[] {
    return this.peers.map((peer) => infoOf(peer));
  }

  peer(id: string): Peer | undefined {
    return this.#peers.get(id);
  }

  /** Begins with those who are there; whoever was known before is closed without a word. */
  reset(members: readonly SignallingMember[], context: PeerContext): void {
    this.close();
    this.#context = context;
    for (const member of members) this.#add(member, context);
    this.#count();
  }

  /** Somebody came. */
  joined(member: SignallingMember): void {
    if (!this.#context || this.#peers.has(member.id)) return;
    const peer = this.#add(member, this.#context);
    this.#sink.participantJoined(infoOf(peer));
    this.#count();
  }

  /** Somebody went. */
  left(id: string): void {
    const peer = this.#peers.get(id);
    if (!peer) return;
    this.#peers.delete(id);
    peer.close();
    this.#sink.participantLeft({ remoteId: id });
    this.#count();
  }

  /** Their name changed. */
  renamed(id: string, displayName: string): void {
    const peer = this.#peers.get(id);
    if (!peer) return;
    peer.displayName = displayName;
    this.#sink.participantUpdated({ remoteId: id, displayName });
  }

  /** What they may do changed: what they publish beyond it is withdrawn here, whatever they say themselves. */
  changeRights(id: string, { permissions, role }: MemberRights): void {
    const peer = this.#peers.get(id);
    if (!peer) return;
    peer.setRights({ permissions, role });
    this.#sink.participantUpdated({ remoteId: id, permissions, role });
  }

  /** Takes what is wanted of somebody; nothing where they have just left. */
  want(id: string, wanted: ReadonlyMap<SourceKind, ViewSize | undefined>): void {
    this.#peers.get(id)?.want(wanted);
  }

  /** Brings what goes to everybody in line. */
  async syncLocal(sources: readonly SourceKind[]): Promise<void> {
    await Promise.all(this.peers.map((peer) => peer.syncLocal(sources)));
  }

  close(): void {
    for (const peer of this.#peers.values()) peer.close();
    this.#peers.clear();
  }

  #count(): void {
    this.#limit.update(this.#peers.size + 1);
  }

  #add(member: SignallingMember, context: PeerContext): Peer {
    const peer = new Peer(member, context);
    this.#peers.set(member.id, peer);
    peer.start();
    return peer;
  }
}

function infoOf(peer: Peer): RemoteParticipantInfo {
  const { id, userId, role, permissions } = peer.member;
  return {
    remoteId: id,
    userId,
    displayName: peer.displayName,
    role,
    permissions,
    sources: peer.sources.state.sources,
  };
}
