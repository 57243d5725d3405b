import {
  mediaKindOf,
  type RemoteParticipantInfo,
  type RemoteSubscription,
  type RtcCapabilities,
  type RtcDriverSink,
  type SourceKind,
} from '@jackfield/core/adapter';
import { aboutSelf } from './about-self.ts';
import type { Engine } from './engine.ts';
import { layerFor, type SimulcastLayer } from './cloud/layer.ts';
import type { Member, MemberSource } from './cloud/member.ts';
import { Mix } from './sound/mix.ts';
import { SdkSounds } from './sound/sdk-sounds.ts';
import { ToldRoster } from './cloud/told-roster.ts';

/** What a link is made from. */
export interface ConnectionInit {
  readonly engine: Engine;
  readonly sink: RtcDriverSink;
  readonly userId: string;
  /** What the adapter claims: decides how remote sound arrives, and whether messages may get lost. */
  readonly capabilities: RtcCapabilities;
}

/** A source that a session receives. */
export interface ReceivedSource {
  /** Whose it is, as this session knows them. */
  readonly remoteId: string;
  readonly published: MemberSource;
  readonly track: MediaStreamTrack;
  readonly layer: SimulcastLayer;
}

/** One session's link to the cloud: ids as this session sees them, its subscriptions, and the way events take to it. */
export class Connection {
  /** The session's own member, once it has joined. */
  member: Member | undefined;
  /** Whether the session is gone: nothing is told any more, whatever is on its way. */
  closed = false;
  readonly userId: string;
  /** What the pretended SDK plays by itself. */
  readonly sounds: SdkSounds;
  readonly #engine: Engine;
  readonly #sink: RtcDriverSink;
  /** Whether messages to this session may get lost. */
  readonly losesMessages: boolean;
  /** The way in which the session gets over a cut. */
  readonly reconnect: RtcCapabilities['reconnect'];
  readonly #muteVisible: RtcCapabilities['muteVisible'];
  readonly #receivedSize: NonNullable<RtcCapabilities['quality']>['receivedSize'];
  readonly #remoteAudio: RtcCapabilities['remoteAudio'];
  readonly #mix: Mix;
  /** What is told once the roster has been told, where that comes after the join. */
  #waiting: (() => void)[] | undefined;
  /** Rises when the vendor restarts: everybody has a new id then. */
  #epoch = 0;
  /** Whether the link is cut: nothing goes either way. */
  #isCut = false;
  /** Rises with each cut: what was on its way then never arrives. */
  #cuts = 0;
  /** What the server has to tell the session about itself: kept while the link is cut. */
  readonly #kept: { readonly told: number; readonly again: () => void }[] = [];
  /** How many facts were told: what was kept is told again in their order. */
  #facts = 0;
  readonly #told = new ToldRoster();
  /** The clones that this session receives, by member and source. */
  readonly #received = new Map<string, MediaStreamTrack>();
  /** The keys of those that the session was told of. */
  readonly #arrived = new Set<string>();
  /** What is wanted, with the layer that fills the size in which it is shown. */
  readonly #wanted = new Map<string, SimulcastLayer>();

  constructor({ engine, sink, userId, capabilities }: ConnectionInit) {
    this.#engine = engine;
    this.#sink = sink;
    this.userId = userId;
    this.reconnect = capabilities.reconnect;
    this.#muteVisible = capabilities.muteVisible;
    this.#receivedSize = capabilities.quality?.receivedSize ?? 'none';
    this.#remoteAudio = capabilities.remoteAudio;
    this.losesMessages = capabilities.messages !== false && !capabilities.messages.reliable;
    this.#mix = new Mix(engine.media);
    this.sounds = new SdkSounds(engine.media, () => {
      this.tell('playbackBlocked', {});
    });
  }

  /** Another member's id as this session sees it. */
  idOf(member: Member): string {
    return `${member.userId}#${String(member.serial)}.${String(this.#epoch)}`;
  }

  /** The member that an id means. */
  memberOf(remoteId: string): Member | undefined {
    return [...(this.member ? this.#engine.membersOf(this.member) : [])].find(
      (member) => this.idOf(member) === remoteId,
    );
  }

  /** Everybody else in the room. */
  roster(): readonly RemoteParticipantInfo[] {
    if (!this.member) return [];
    return [...this.#engine.membersOf(this.member)].map((member) => member.describe(this.idOf(member)));
  }

  /** Sends a fact to the driver, after the cloud's latency and through its event faults. */
  tell<Name extends keyof RtcDriverSink>(name: Name, data: Parameters<RtcDriverSink[Name]>[0]): void {
    if (name === 'sourceMuted' && this.#muteVisible === 'grace') return;
    if (this.#waiting) {
      this.#waiting.push(() => {
        this.tell(name, data);
      });
      return;
    }
    const cuts = this.#cuts;
    // A link that is cut is noticed without the link, and so is the end.
    const always = name.startsWith('connection') || name === 'ended';
    const told = (this.#facts += 1);
    const again = (): void => {
      this.tell(name, data);
    };
    const keep = (): void => {
      if (aboutSelf.has(name)) this.#kept.push({ told, again });
    };
    if (this.#isCut && !always) {
      keep();
      return;
    }
    this.#report(name, data, () => {
      if (always || cuts === this.#cuts) return true;
      // Lost on its way; the server tells it again, where the link is not back already.
      if (this.#isCut) keep();
      return !this.#isCut && aboutSelf.has(name);
    });
  }

  /** Reports everybody who was told of as gone while the link is being cut, as some vendors do. */
  tellLeaves(): void {
    // Whom it is being told of meanwhile it knows by then.
    for (const remoteId of new Set([...this.#told.ids, ...this.roster().map((info) => info.remoteId)]))
      this.#report('participantLeft', { remoteId }, () => this.#told.ids.has(remoteId));
  }

  /** Everybody else in the room, of whom the session is told within this call. */
  rosterNow(): readonly RemoteParticipantInfo[] {
    const roster = this.roster();
    this.#told.hearRoster(roster);
    return roster;
  }

  #report<Name extends keyof RtcDriverSink>(
    name: Name,
    data: Parameters<RtcDriverSink[Name]>[0],
    arrives: () => boolean,
  ): void {
    const report = this.#sink[name] as (fact: typeof data) => void;
    this.#engine.carry(this, {
      name,
      deliver: () => {
        if (this.closed || !arrives()) return;
        this.#told.hear({ [name]: data });
        report(data);
      },
    });
  }

  /** The link is cut: the driver notices. */
  cut(): void {
    this.#isCut = true;
    this.#cuts += 1;
    this.tell('connectionInterrupted', {});
  }

  /** The link is back, with everything as it was or begun anew: the driver hears who is there, and what it missed about itself. */
  restore(mode: 'resumed' | 'restarted'): void {
    this.#isCut = false;
    if (mode === 'restarted') this.#restart();
    this.tell('connectionRestored', { mode, roster: this.roster() });
    for (const { again } of this.#kept.splice(0).sort((one, other) => one.told - other.told)) again();
    for (const other of this.member ? this.#engine.membersOf(this.member) : []) {
      // Tracks that were told of on the cut link never arrived.
      for (const source of other.sources.keys())
        if (!this.#arrived.has(keyOf(other, source))) this.refresh(other, source);
    }
  }

  /** Tells who is there one by one, a moment after the join; everything else follows. */
  tellRosterLater(): void {
    this.#waiting = this.roster().map((info) => () => {
      this.tell('participantJoined', { ...info, existing: true });
    });
    this.#engine.after(0, () => {
      const due = this.#waiting ?? [];
      this.#waiting = undefined;
      for (const tell of due) tell();
    });
  }

  /** Tells a fact within this call, ahead of those that are on their way. */
  tellNow<Name extends keyof RtcDriverSink>(name: Name, data: Parameters<RtcDriverSink[Name]>[0]): void {
    (this.#sink[name] as (fact: typeof data) => void)(data);
  }

  /** Wants just these sources of a member. */
  subscribe(member: Member, wanted: readonly RemoteSubscription[]): void {
    for (const source of ['microphone', 'camera', 'screen', 'screen-audio'] as const) {
      const key = keyOf(member, source);
      const wish = wanted.find((each) => each.source === source);
      if (wish) {
        const isNew = !this.#wanted.has(key);
        this.#wanted.set(key, this.#receivedSize === 'none' ? 'high' : layerFor(wish.size));
        if (isNew) this.refresh(member, source);
      } else if (this.#wanted.delete(key)) {
        this.#stop(key);
      }
    }
  }

  /** A member's source has another track, or none: what this session receives follows. */
  refresh(member: Member, source: SourceKind): void {
    const key = keyOf(member, source);
    this.#stop(key);
    const track = member.sources.get(source)?.track;
    if (!this.#wanted.has(key) || !track || this.#isCut) return;
    const clone = track.clone();
    // Whoever is scripted may be muted when it begins, and is heard once they unmute; a session is silent by its own gate.
    if (!member.connection) clone.enabled = member.sources.get(source)?.muted === false;
    this.#received.set(key, clone);
    const isSound = mediaKindOf(source) === 'audio';
    const isMixed = isSound && this.#remoteAudio === 'one-mix';
    const heard = isMixed ? this.#mix.add(key, clone) : clone;
    const cuts = this.#cuts;
    this.#report('remoteTrack', { remoteId: this.idOf(member), source, track: heard }, () => {
      // It may have ended on its way, or another one follows.
      const arrives = cuts === this.#cuts && this.#received.get(key) === clone;
      if (arrives) this.#arrived.add(key);
      return arrives;
    });
    if (isSound && this.#remoteAudio === 'sdk-played') this.sounds.start(key, member.userId, source, clone);
  }

  /** How loud the pretended SDK plays a member's source. */
  setVolume(member: Member, source: SourceKind, volume: number): void {
    this.sounds.setVolume(keyOf(member, source), volume);
  }

  /** What this session receives of a member's source now. */
  receivedOf(member: Member, source: SourceKind): MediaStreamTrack | undefined {
    return this.#received.get(keyOf(member, source));
  }

  /** The layer in which this session receives a member's source; undefined while it is not wanted. */
  layerOf(member: Member, source: SourceKind): SimulcastLayer | undefined {
    return this.#wanted.get(keyOf(member, source));
  }

  /** Everything that this session receives now. */
  receives(): readonly ReceivedSource[] {
    const members = this.member ? this.#engine.membersOf(this.member) : [];
    return members.flatMap((member) =>
      [...member.sources.values()].flatMap((published) => {
        const key = keyOf(member, published.source);
        const track = this.#received.get(key);
        const layer = this.#wanted.get(key);
        return track && layer ? [{ remoteId: this.idOf(member), published, track, layer }] : [];
      }),
    );
  }

  /** A member's source is gone. */
  forget(member: Member, source: SourceKind): void {
    const key = keyOf(member, source);
    this.#wanted.delete(key);
    this.#stop(key);
  }

  #restart(): void {
    this.#epoch += 1;
    this.#wanted.clear();
    this.stopAll();
  }

  /** Nothing is received any more. */
  stopAll(): void {
    for (const key of [...this.#received.keys()]) this.#stop(key);
  }

  #stop(key: string): void {
    this.sounds.stop(key);
    this.#mix.remove(key);
    this.#received.get(key)?.stop();
    this.#received.delete(key);
    this.#arrived.delete(key);
  }
}

function keyOf(member: Member, source: SourceKind): string {
  return `${String(member.serial)}/${source}`;
}
