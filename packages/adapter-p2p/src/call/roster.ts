import type { RemoteParticipantInfo, RtcDriverSink, SourceKind } from '@jackfield/core/adapter';
import { createRosterReporter, type RosterReporter } from '@jackfield/core/adapter-kit';
import { p2pLimits } from '../capabilities.ts';
import type { PeerContext } from '../peer/peer-context.ts';
import { Peer } from '../peer/peer.ts';
import type { MemberRights, SignallingMember } from '../protocol/member-state.ts';
import { ParticipantLimit } from './participant-limit.ts';

/** Everybody else in the room: a connection to each, and what core is told of them. */
export class Roster {
  readonly #peers = new Map<string, Peer>();
  readonly #people: RosterReporter;
  readonly #limit: ParticipantLimit;
  #context: PeerContext | undefined;

  constructor(sink: RtcDriverSink) {
    this.#people = createRosterReporter({
      sink,
      keys: () => this.#peers.keys(),
      describe: (id) => infoOf(this.#peers.get(id)),
    });
    this.#limit = new ParticipantLimit(p2pLimits.participants, (event) => sink.vendorEvent(event));
  }

  get peers(): readonly Peer[] {
    return [...this.#peers.values()];
  }

  peer(id: string): Peer | undefined {
    return this.#peers.get(id);
  }

  /** Connects to those who are there; whoever was known before is closed. Core knows of them by `begin`. */
  reset(members: readonly SignallingMember[], context: Omit<PeerContext, 'people'>): void {
    this.close();
    this.#context = { ...context, people: this.#people };
    for (const member of members) this.#add(member, this.#context);
    this.#count();
  }

  /** Says who is there now; changes are told from then on. */
  begin(): readonly RemoteParticipantInfo[] {
    return this.#people.begin();
  }

  /** Somebody came. */
  joined(member: SignallingMember): void {
    if (!this.#context || this.#peers.has(member.id)) return;
    this.#add(member, this.#context);
    this.#people.look(member.id);
    this.#count();
  }

  /** Somebody went. */
  left(id: string): void {
    const peer = this.#peers.get(id);
    if (!peer) return;
    this.#peers.delete(id);
    peer.close();
    this.#people.look(id);
    this.#count();
  }

  /** Their name changed. */
  renamed(id: string, displayName: string): void {
    const peer = this.#peers.get(id);
    if (peer) peer.displayName = displayName;
    this.#people.look(id);
  }

  /** What they may do changed: what they publish beyond it is withdrawn here, whatever they say themselves. */
  changeRights(id: string, rights: MemberRights): void {
    this.#peers.get(id)?.setRights(rights);
    this.#people.look(id);
  }

  /** Brings what goes to everybody in line. */
  async syncLocal(sources: readonly SourceKind[]): Promise<void> {
    await Promise.all(this.peers.map((peer) => peer.syncLocal(sources)));
  }

  /** Closes every connection; nothing is told of anybody until the next `begin`. */
  close(): void {
    this.#people.pause();
    for (const peer of this.#peers.values()) peer.close();
    this.#peers.clear();
  }

  #count(): void {
    this.#limit.update(this.#peers.size + 1);
  }

  #add(member: SignallingMember, context: PeerContext): void {
    const peer = new Peer(member, context);
    this.#peers.set(member.id, peer);
    peer.start();
  }
}

function infoOf(peer: Peer | undefined): RemoteParticipantInfo | undefined {
  if (!peer) return undefined;
  const { id: remoteId, userId, role, permissions } = peer.member;
  const { sources } = peer.sources.state;
  return { remoteId, userId, displayName: peer.displayName, role, permissions, sources };
}
