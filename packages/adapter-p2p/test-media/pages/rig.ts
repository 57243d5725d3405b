import type {
  LocalPublication,
  RemoteParticipantInfo,
  RtcDriver,
  RtcDriverSink,
  SourceKind,
} from '@jackfield/core/adapter';
import { isRtcError, mediaKindOf } from '@jackfield/core/adapter';
import {
  broadcastSignalling,
  p2p,
  webSocketSignalling,
  type P2pNative,
  type P2pOptions,
  type P2pSignalling,
} from '../../src/index.ts';
import { Ear, Eye, type Heard } from './observe-track.ts';
import { RecordingSink } from './recording-sink.ts';
import { relayedSignalling } from './relayed-signalling.ts';
import { audio, paint, sing, type Content, type Painting } from './test-media-source.ts';

/** How a page joins. */
export interface RigJoin extends Content {
  readonly room: string;
  readonly userId: string;
  readonly publish: readonly SourceKind[];
  /** The signalling server; between tabs where left out. */
  readonly url?: string | undefined;
  readonly reconnectMs?: number | undefined;
  /** Whether every published source is subscribed to, as a session does. On where left out. */
  readonly subscribe?: boolean | undefined;
  /** Where sound comes from: Web Audio where left out, or the browser's microphone, as Web Audio stands still without a speaker in Firefox. */
  readonly sound?: 'device' | undefined;
  /** 640 by 360 at 20 frames a second where left out. */
  readonly painting?: Painting | undefined;
  readonly options?: Omit<P2pOptions, 'signalling'> | undefined;
}

/** A fact as the test process sees it. */
export interface PlainFact {
  readonly name: keyof RtcDriverSink;
  readonly fact: Record<string, unknown>;
}

const standardPainting: Painting = { width: 640, height: 360, framesPerSecond: 20 };

const neverGivenUp = { signal: new AbortController().signal };

let open = 0;
let negotiations = 0;

/** Counts the connections that are not closed. */
class CountedPeerConnection extends RTCPeerConnection {
  #counted = true;

  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    open += 1;
  }

  override setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    negotiations += 1;
    return super.setRemoteDescription(description);
  }

  override close(): void {
    super.close();
    if (this.#counted) open -= 1;
    this.#counted = false;
  }
}

const environment = {
  clock: {
    now: () => performance.now(),
    after(delayMs: number, run: () => void) {
      const handle = setTimeout(run, delayMs);
      return () => {
        clearTimeout(handle);
      };
    },
  },
  RTCPeerConnection: CountedPeerConnection,
  createPlaceholder: () => {
    throw new Error('This adapter needs no placeholder.');
  },
  createMediaStream: (tracks: readonly MediaStreamTrack[] = []) => new MediaStream([...tracks]),
};

/** One driver in a page, with media of its own, that behaves as a session would. */
class Rig {
  #recorder = new RecordingSink();
  #driver: RtcDriver<P2pNative> | undefined;
  #content: Content = { hue: 0, tone: 440 };
  #painting: Painting = standardPainting;
  #device: MediaStreamTrack | undefined;
  #local = new Map<SourceKind, LocalPublication>();
  #stops: (() => void)[] = [];
  #handled = 0;
  readonly #users = new Map<string, string>();
  readonly #published = new Map<string, Set<SourceKind>>();
  readonly #eyes = new Map<string, Eye>();
  readonly #ears = new Map<string, Ear>();
  readonly #firstFrame = new Map<string, number>();

  async join(request: RigJoin): Promise<{ roster: { userId: string; sources: string[] }[]; ms: number }> {
    if (request.sound === 'device') this.#device = await openMicrophone();
    else await audio().resume();
    this.#content = request;
    this.#painting = request.painting ?? standardPainting;
    this.#recorder = new RecordingSink();
    this.#handled = 0;
    this.#recorder.onFact(() => this.#follow(request.subscribe ?? true));
    const signalling = relayedSignalling(this.#signalling(request));
    const adapter = p2p({ signalling, ...request.options });
    this.#driver = adapter.createDriver(this.#recorder.sink, environment);
    for (const source of request.publish) this.#local.set(source, this.#publication(source));
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
      if (!this.#local.has(source)) this.#local.set(source, this.#publication(source));
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
    this.#content = content;
    const publication = this.#publication(source);
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

  async leave(): Promise<void> {
    await this.#driver?.doLeave();
    this.#driver?.dispose();
    this.#forget();
  }

  abandon(): void {
    this.#driver?.doAbandon();
  }

  facts(): PlainFact[] {
    return this.#recorder.facts.map(({ name, fact }) => ({
      name,
      fact: Object.fromEntries(
        Object.entries(fact).map(([key, value]: [string, unknown]) => [key, this.#plain(key, value)]),
      ),
    }));
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
    return new Promise((resolve, reject) => {
      const look = (): boolean => {
        const found = find();
        if (!found) return false;
        undo();
        clearTimeout(timer);
        resolve(found);
        return true;
      };
      const undo = this.#recorder.onFact(look);
      const timer = setTimeout(() => {
        undo();
        reject(
          new Error(
            `no ${name} ${JSON.stringify(fields)} in ${String(timeoutMs)} ms; there were ${JSON.stringify(this.facts().map((f) => f.name))}`,
          ),
        );
      }, timeoutMs);
      look();
    });
  }

  see(
    userId: string,
    source: SourceKind,
  ): { hue: number | undefined; frames: number; width: number; height: number } {
    const eye = this.#eyes.get(`${userId} ${source}`);
    return { hue: eye?.hue(), frames: eye?.frames ?? 0, ...(eye?.size() ?? { width: 0, height: 0 }) };
  }

  hear(userId: string, source: SourceKind): Heard {
    return this.#ears.get(`${userId} ${source}`)?.hear() ?? { level: 0, tone: 0 };
  }

  /** The connections to the others, as their states. */
  connections(): Record<string, string> {
    const states = [...(this.#driver?.native?.peerConnections() ?? [])].map(([id, pc]) => [
      this.#users.get(id) ?? id,
      pc.connectionState,
    ]);
    return Object.fromEntries(states) as Record<string, string>;
  }

  /** Peer connections that are not closed, and descriptions that came so far. */
  counts(): { open: number; negotiations: number } {
    return { open, negotiations };
  }

  /** Closes the connections behind the driver's back: the other side sees a peer that fell silent. */
  breakConnections(): void {
    for (const pc of this.#driver?.native?.peerConnections().values() ?? []) {
      RTCPeerConnection.prototype.close.call(pc);
    }
  }

  /** Joins and leaves many times. */
  async cycles(request: RigJoin, count: number): Promise<void> {
    for (let cycle = 0; cycle < count; cycle += 1) {
      await this.join(request);
      await this.leave();
    }
  }

  /** The sound of a member so far, as the browser's own statistics add it up. */
  async heardEnergy(userId: string): Promise<number> {
    const reports = (await this.#driver?.doGetStats?.()) ?? [];
    let energy = 0;
    const report = reports.find(({ remoteId }) => remoteId === this.#idOf(userId))?.report;
    report?.forEach((entry: { type: string; kind?: string; totalAudioEnergy?: number }) => {
      if (entry.type === 'inbound-rtp' && entry.kind === 'audio') energy += entry.totalAudioEnergy ?? 0;
    });
    return energy;
  }

  /** Bytes of each kind sent to a member so far. */
  async sent(userId: string): Promise<{ audio: number; video: number; offers: number }> {
    const reports = (await this.#driver?.doGetStats?.()) ?? [];
    const report = reports.find(({ remoteId }) => remoteId === this.#idOf(userId))?.report;
    const totals = { audio: 0, video: 0, offers: 0 };
    report?.forEach((entry: { type: string; kind?: 'audio' | 'video'; bytesSent?: number }) => {
      if (entry.type === 'outbound-rtp' && entry.kind) totals[entry.kind] += entry.bytesSent ?? 0;
    });
    return totals;
  }

  #signalling(request: RigJoin): P2pSignalling {
    if (request.url === undefined) return broadcastSignalling();
    return webSocketSignalling({ url: request.url, reconnectMs: request.reconnectMs, attemptMs: 1000 });
  }

  #publication(source: SourceKind): LocalPublication {
    const { hue, tone } = this.#content;
    const shift = source === 'screen' || source === 'screen-audio';
    const made =
      mediaKindOf(source) === 'video'
        ? paint(shift ? (hue + 180) % 360 : hue, this.#painting)
        : this.#device
          ? cloneOf(this.#device)
          : sing(shift ? tone * 2 : tone);
    this.#stops.push(made.stop);
    return { source, track: made.track, muted: false, contentHint: '' };
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
      if (entry.name === 'remoteTrack') this.#observe(fact.remoteId, fact.source, fact.track);
    }
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
    const key = `${this.#users.get(remoteId) ?? remoteId} ${source}`;
    this.#eyes.get(key)?.stop();
    this.#ears.get(key)?.stop();
    if (track.kind === 'video') this.#eyes.set(key, new Eye(track));
    else this.#ears.set(key, new Ear(track));
    this.#firstFrame.delete(key);
  }

  #idOf(userId: string): string {
    const found = [...this.#users].reverse().find(([, user]) => user === userId);
    if (!found) throw new Error(`${userId} is not known here.`);
    return found[0];
  }

  #plain(key: string, value: unknown): unknown {
    if (value instanceof MediaStreamTrack) return value.kind;
    if (key === 'remoteId') return this.#users.get(String(value)) ?? value;
    if (isRtcError(value)) return value.code;
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    return value;
  }

  #forget(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#device?.stop();
    this.#device = undefined;
    for (const eye of this.#eyes.values()) eye.stop();
    for (const ear of this.#ears.values()) ear.stop();
    this.#eyes.clear();
    this.#ears.clear();
    this.#users.clear();
    this.#local.clear();
  }
}

async function openMicrophone(): Promise<MediaStreamTrack> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const [track] = stream.getAudioTracks();
  if (!track) throw new Error('The microphone gives no track.');
  return track;
}

function cloneOf(device: MediaStreamTrack): { track: MediaStreamTrack; stop: () => void } {
  const track = device.clone();
  return { track, stop: () => track.stop() };
}

/** What the test process calls. */
export type RigMethods = Pick<
  Rig,
  | 'join'
  | 'publish'
  | 'setMuted'
  | 'release'
  | 'replace'
  | 'want'
  | 'message'
  | 'moderate'
  | 'leave'
  | 'abandon'
  | 'facts'
  | 'waitFact'
  | 'see'
  | 'hear'
  | 'heardEnergy'
  | 'connections'
  | 'counts'
  | 'breakConnections'
  | 'cycles'
  | 'sent'
>;

declare global {
  interface Window {
    rig: RigMethods;
  }
}

window.rig = new Rig();
