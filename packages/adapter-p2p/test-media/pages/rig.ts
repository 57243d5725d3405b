import type {
  LocalPublication,
  RemoteParticipantInfo,
  RtcDriver,
  RtcDriverSink,
  SourceKind,
} from '@jackfield/core/adapter';
import type { Heard } from '@jackfield/contract/browser';
import { isRtcError } from '@jackfield/core/adapter';
import { p2p, type P2pNative } from '../../src/index.ts';
import { OwnMedia } from './own-media.ts';
import { Perception, type Seen } from './perception.ts';
import { plainFact, type PlainFact } from './plain-fact.ts';
import { negotiateAnew } from './negotiate-anew.ts';
import { measure, type Measured } from './read-report.ts';
import { readSenders, type SenderSettings } from './read-senders.ts';
import { RecordingSink } from './recording-sink.ts';
import { relayedSignalling } from './relayed-signalling.ts';
import { counts, environment, type Counts } from './rig-environment.ts';
import type { Content, RigJoin } from './rig-join.ts';
import { signallingOf } from './signalling-of.ts';

const neverGivenUp = { signal: new AbortController().signal };

/** One driver in a page, with media of its own, that behaves as a session would. */
class Rig {
  #recorder = new RecordingSink();
  #driver: RtcDriver<P2pNative> | undefined;
  readonly #media = new OwnMedia();
  readonly #perception = new Perception();
  #local = new Map<SourceKind, LocalPublication>();
  #handled = 0;
  readonly #users = new Map<string, string>();
  readonly #published = new Map<string, Set<SourceKind>>();

  async join(request: RigJoin): Promise<{ roster: { userId: string; sources: string[] }[]; ms: number }> {
    await this.#media.open(request);
    this.#recorder = new RecordingSink();
    this.#handled = 0;
    this.#recorder.onFact(() => this.#follow(request.subscribe ?? true));
    const signalling = relayedSignalling(signallingOf(request));
    const left = [...(request.credentials ?? [])];
    const credential =
      left.length === 0
        ? undefined
        : (): Promise<string> => Promise.resolve((left.length > 1 ? left.shift() : left[0]) ?? '');
    const adapter = p2p({ signalling, credential, ...request.options });
    await adapter.preload();
    this.#driver = adapter.createDriver(this.#recorder.sink, environment);
    for (const source of request.publish) this.#local.set(source, this.#media.publication(source));
    const began = performance.now();
    const { room, userId } = request;
    try {
      const result = await this.#driver.doJoin({
        room,
        userId,
        displayName: userId.toUpperCase(),
        role: undefined,
        purpose: 'main',
        local: [...this.#local.values()],
        signal: new AbortController().signal,
      });
      this.#recorder.know(result.roster);
      for (const info of result.roster) this.#meet(info, request.subscribe ?? true);
      return {
        roster: result.roster.map((info) => ({
          userId: info.userId,
          sources: info.sources.map(({ source }) => source),
        })),
        ms: performance.now() - began,
      };
    } catch (error) {
      throw new Error(isRtcError(error) ? error.code : String(error), { cause: error });
    }
  }

  async publish(sources: readonly SourceKind[]): Promise<string[]> {
    for (const source of this.#local.keys()) if (!sources.includes(source)) this.#local.delete(source);
    for (const source of sources)
      if (!this.#local.has(source)) this.#local.set(source, this.#media.publication(source));
    const result = await this.#driver?.doSyncLocal([...this.#local.values()], neverGivenUp);
    return result?.failed.map(({ source }) => source) ?? [];
  }

  /** Mutes as core does: silence first, then the word; a camera's track goes. */
  async setMuted(source: SourceKind, muted: boolean): Promise<void> {
    const publication = this.#local.get(source);
    if (publication?.track && muted) publication.track.enabled = false;
    await this.#driver?.doSetMuted(source, muted, neverGivenUp);
    if (publication?.track && !muted) publication.track.enabled = true;
  }

  async release(source: SourceKind): Promise<void> {
    await this.#driver?.doReplaceTrack(source, null, neverGivenUp);
  }

  async replace(source: SourceKind, content: Content): Promise<void> {
    this.#media.become(content);
    const publication = this.#media.publication(source);
    this.#local.set(source, publication);
    await this.#driver?.doReplaceTrack(source, publication.track, neverGivenUp);
  }

  async want(
    userId: string,
    sources: readonly { source: SourceKind; size?: { width: number; height: number } }[],
  ): Promise<void> {
    await this.#driver?.doSyncRemote(this.#idOf(userId), sources, neverGivenUp);
  }

  async message(topic: string, text: string, to?: readonly string[]): Promise<void> {
    await this.#driver?.doSendMessage?.({ topic, text, to: to?.map((userId) => this.#idOf(userId)) });
  }

  async moderate(action: 'kick' | 'mute', userId: string): Promise<void> {
    const remoteId = this.#idOf(userId);
    await this.#driver?.doModerate?.(
      action === 'kick' ? { action, remoteId } : { action, remoteId, source: 'microphone' },
    );
  }

  /** Hands the next credential over. */
  async renew(): Promise<void> {
    await this.#driver?.doRenewCredential?.({ reason: 'expiring', ...neverGivenUp });
  }

  async leave(): Promise<void> {
    await this.#driver?.doLeave();
    this.#driver?.dispose();
    this.#forget();
  }

  abandon(): void {
    this.#driver?.doAbandon();
  }

  facts(): PlainFact[] {
    return this.#recorder.facts.map((fact) => plainFact(fact, this.#users));
  }

  /** Resolves when a fact with that name, and these fields, is there. */
  waitFact(
    name: keyof RtcDriverSink,
    fields: Record<string, unknown>,
    timeoutMs: number,
  ): Promise<PlainFact> {
    const find = (): PlainFact | undefined =>
      this.facts().find(
        (entry) =>
          entry.name === name && Object.entries(fields).every(([key, value]) => entry.fact[key] === value),
      );
    return this.#recorder.until(
      find,
      timeoutMs,
      () => `${name} ${JSON.stringify(fields)}; there were ${this.#recorder.names.join(', ')}`,
    );
  }

  see(userId: string, source: SourceKind): Seen {
    return this.#perception.see(userId, source);
  }

  hear(userId: string, source: SourceKind): Heard {
    return this.#perception.hear(userId, source);
  }

  /** The connections to the others, as their states. */
  connections(): Record<string, string> {
    const states = [...(this.#driver?.native?.peerConnections() ?? [])].map(([id, pc]) => [
      this.#users.get(id) ?? id,
      pc.connectionState,
    ]);
    return Object.fromEntries(states) as Record<string, string>;
  }

  /** What could not be had, with the words that an app gets. */
  failures(): { code: string; message: string }[] {
    return this.#recorder.facts.flatMap(({ fact }) =>
      'error' in fact && isRtcError(fact.error)
        ? [{ code: fact.error.code, message: fact.error.message }]
        : [],
    );
  }

  counts(): Counts {
    return counts();
  }

  /** Closes the connections behind the driver's back: the other side sees a peer that fell silent. */
  breakConnections(): void {
    for (const pc of this.#driver?.native?.peerConnections().values() ?? []) {
      RTCPeerConnection.prototype.close.call(pc);
    }
  }

  /** Joins, has somebody's picture and sound, and leaves; many times. */
  async cycles(request: RigJoin, userId: string, count: number): Promise<void> {
    for (let cycle = 0; cycle < count; cycle += 1) {
      await this.join(request);
      for (const source of ['camera', 'microphone']) {
        await this.waitFact('remoteTrack', { remoteId: userId, source }, 10_000);
      }
      await this.leave();
    }
  }

  /** What the browser's own statistics say about the way to a member. */
  async measure(userId: string): Promise<Measured> {
    const reports = (await this.#driver?.doGetStats?.()) ?? [];
    return measure(reports.find(({ remoteId }) => remoteId === this.#idOf(userId))?.report);
  }

  /** How what goes to a member is set. */
  senders(userId: string): readonly SenderSettings[] {
    return readSenders(this.#driver?.native?.peerConnections().get(this.#idOf(userId)));
  }

  /** Negotiates anew with somebody, as after a change of network; resolves when both have agreed. */
  async renegotiate(userId: string): Promise<void> {
    const pc = this.#driver?.native?.peerConnections().get(this.#idOf(userId));
    if (!pc) throw new Error(`There is no connection to ${userId}.`);
    await negotiateAnew(pc);
  }

  #follow(subscribe: boolean): void {
    for (;;) {
      const entry = this.#recorder.facts[this.#handled];
      if (!entry) return;
      // Before anything is done about it: that brings the next fact while this one is still looked at.
      this.#handled += 1;
      const fact = entry.fact as {
        remoteId: string;
        source: SourceKind;
        track: MediaStreamTrack;
        roster: RemoteParticipantInfo[];
      };
      if (entry.name === 'participantJoined') this.#meet(entry.fact as RemoteParticipantInfo, subscribe);
      if (entry.name === 'connectionRestored') for (const info of fact.roster) this.#meet(info, subscribe);
      if (entry.name === 'sourcePublished') this.#published.get(fact.remoteId)?.add(fact.source);
      if (entry.name === 'sourceUnpublished') this.#published.get(fact.remoteId)?.delete(fact.source);
      if (entry.name === 'sourcePublished' || entry.name === 'sourceUnpublished')
        this.#subscribe(fact.remoteId, subscribe);
      if (entry.name === 'participantLeft') this.#lose(fact.remoteId);
      if (entry.name === 'remoteTrack') this.#observe(fact.remoteId, fact.source, fact.track);
    }
  }

  #lose(remoteId: string): void {
    const userId = this.#users.get(remoteId);
    // Whoever has come again meanwhile has another id.
    if (userId !== undefined && this.#idOf(userId) === remoteId) this.#perception.forget(userId);
  }

  #meet(info: RemoteParticipantInfo, subscribe: boolean): void {
    this.#users.set(info.remoteId, info.userId);
    this.#published.set(info.remoteId, new Set(info.sources.map(({ source }) => source)));
    this.#subscribe(info.remoteId, subscribe);
  }

  #subscribe(remoteId: string, subscribe: boolean): void {
    if (!subscribe) return;
    const sources = [...(this.#published.get(remoteId) ?? [])].map((source) => ({ source }));
    void this.#driver?.doSyncRemote(remoteId, sources, neverGivenUp);
  }

  #observe(remoteId: string, source: SourceKind, track: MediaStreamTrack): void {
    this.#perception.observe(this.#users.get(remoteId) ?? remoteId, source, track);
  }

  #idOf(userId: string): string {
    const found = [...this.#users].reverse().find(([, user]) => user === userId);
    if (!found) throw new Error(`${userId} is not known here.`);
    return found[0];
  }

  #forget(): void {
    this.#media.close();
    this.#perception.close();
    this.#users.clear();
    this.#local.clear();
  }
}

/** What the test process calls. */
export type RigMethods = Pick<Rig, keyof Rig>;

declare global {
  interface Window {
    rig: RigMethods;
  }
}

window.rig = new Rig();
