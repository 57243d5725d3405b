import { setDisplayName } from '@jackfield/core/profile';
import { connections } from './count-connections.ts';
import { workers } from './count-workers.ts';
import { captured } from './known-capture.ts';
import { media } from './move-media.ts';
import { createSession, isRtcError, type RtcSession, type SourceKind } from '@jackfield/core';
import { moderate } from '@jackfield/core/moderation';
import { getStats } from '@jackfield/core/stats';
import type { RtcAdapter, RtcDriver } from '@jackfield/core/adapter';
import type { Room } from 'livekit-client';
import { livekit, type LivekitModeration } from '../../src/index.ts';
import { Ear, Eye, type Heard } from './observe-track.ts';
import type { Content } from './test-media-source.ts';

const wordOf = ({ source }: { readonly source: string }): string => source;

/** How a page joins. */
export interface RigJoin extends Content {
  readonly url: string;
  readonly token: string;
  readonly room: string;
  readonly userId: string;
  readonly publish?: readonly SourceKind[];
  /** The key of a call that is encrypted between its participants. */
  readonly key?: string;
  /** Whether the page's server moderates for it. */
  readonly moderates?: boolean;
  /** How many frames a second the camera gives. */
  readonly framesPerSecond?: number;
  /** Where its media goes instead of the server's port. */
  readonly mediaPort?: number;
  readonly size?: { readonly width: number; readonly height: number };
}

type LocalName = 'camera' | 'microphone' | 'screen';

/** One session in a page. */
class Rig {
  #session: RtcSession | undefined;
  readonly #states: string[] = [];
  readonly #messages: { topic: string; text: string; from: string }[] = [];
  readonly #left: string[] = [];
  readonly #vendorEvents: string[] = [];
  #driver: RtcDriver | undefined;
  /** What the vendor last said of each user: how loud, how good; the own user is "". */
  readonly #signals = new Map<string, { level?: number; quality?: string }>();
  readonly #eyes = new Map<string, { eye: Eye; element: HTMLVideoElement }>();
  readonly #ears = new Map<string, Ear>();

  /** Joins; resolves with the code of the refusal, or nothing. */
  async join(wish: RigJoin): Promise<string | undefined> {
    const { url, token, room, userId, publish = [], key, moderates = false, hue, tone } = wish;
    captured.content = { hue, tone };
    media.port = wish.mediaPort;
    captured.painting = {
      framesPerSecond: wish.framesPerSecond ?? 15,
      ...(wish.size ?? { width: 640, height: 360 }),
    };
    const session = createSession(
      this.#observed(
        livekit({
          credential: () => Promise.resolve({ url, token }),
          ...(moderates && { moderate: (request) => window.moderate(request) }),
          ...(key !== undefined && {
            encryption: {
              key: () => Promise.resolve(key),
              worker: () => new Worker('/encryption-worker.js', { type: 'module' }),
            },
          }),
        }),
      ),
    );
    this.#session = session;
    session.on('vendor-event', ({ name }) => this.#vendorEvents.push(name));
    session.on('state-changed', ({ state }) => {
      this.#states.push(state.status === 'ended' ? `ended: ${state.reason}` : state.status);
    });
    session.on('message-received', ({ topic, text, userId: from }) => {
      this.#messages.push({ topic, text, from });
    });
    session.on('participant-left', ({ participant }) => this.#left.push(participant.userId));
    try {
      await Promise.all(publish.map((source) => this.enable(source)));
      await session.join({ room, userId });
      return undefined;
    } catch (error) {
      return isRtcError(error) ? error.code : String(error);
    }
  }

  async enable(source: SourceKind): Promise<void> {
    if (source === 'screen') await this.#current().screen.enable({ audio: true });
    else if (source !== 'screen-audio') await this.#current()[source].enable();
  }

  mute(source: LocalName): Promise<void> {
    return this.#current()[source].mute();
  }

  unmute(source: LocalName): Promise<void> {
    return this.#current()[source].unmute();
  }

  disable(source: LocalName): Promise<void> {
    return this.#current()[source].disable();
  }

  leave(): Promise<void> {
    return this.#current().leave();
  }

  states(): readonly string[] {
    return this.#states;
  }

  left(): readonly string[] {
    return this.#left;
  }

  local(source: SourceKind): {
    muted: boolean;
    mutedBy: string | undefined;
    enabled: boolean;
    publication: string;
  } {
    const { muted, mutedBy, enabled, publication } = this.#current().snapshot.local[source];
    return { muted, mutedBy, enabled, publication: publication.status };
  }

  self(): { role: string | undefined; publish: readonly string[]; messages: boolean | undefined } {
    const self = this.#current().snapshot.self;
    return {
      role: self?.role,
      publish: self?.permissions?.publish ?? [],
      messages: self?.permissions?.sendMessages,
    };
  }

  people(): {
    userId: string;
    displayName: string;
    role: string | undefined;
    sources: Record<string, boolean>;
  }[] {
    return [...this.#current().participants.values()].map(({ userId, displayName, role, sources }) => ({
      userId,
      displayName,
      role,
      sources: Object.fromEntries(Object.entries(sources).map(([source, { muted }]) => [source, muted])),
    }));
  }

  async say(topic: string, text: string, to?: readonly string[]): Promise<string | undefined> {
    const ids = to?.flatMap((userId) => this.#find(userId)?.id ?? []);
    try {
      await this.#current().sendMessage({ topic, text, ...(ids ? { to: ids } : {}) });
      return undefined;
    } catch (error) {
      return isRtcError(error) ? error.code : String(error);
    }
  }

  async rename(displayName: string): Promise<string | undefined> {
    try {
      await setDisplayName(this.#current(), displayName);
      return undefined;
    } catch (error) {
      return isRtcError(error) ? error.code : String(error);
    }
  }

  /** Asks the vendor for levels and quality, and gives what it last said by user id; the own user is "". */
  async signals(): Promise<Record<string, { level?: number; quality?: string }>> {
    await this.#driver?.doSetSignals?.({ levels: true, quality: true });
    const people = [...this.#native().remoteParticipants.values()];
    return Object.fromEntries(
      [...this.#signals].map(([remoteId, said]) => [
        people.find(({ sid }) => sid === remoteId)?.identity ?? '',
        said,
      ]),
    );
  }

  /** What is sent and received, as `direction source codec`. */
  async stats(): Promise<readonly string[]> {
    const { media: streams } = await getStats(this.#current());
    return streams
      .filter(({ packets }) => packets > 0)
      .map(({ direction, source, codec }) => [direction, source, codec].join(' '))
      .sort();
  }

  /** The simulcast layers of the camera that are encoded now, by their heights, with the frames sent so far. */
  async layers(): Promise<Record<number, number>> {
    const publication = [...this.#native().localParticipant.trackPublications.values()].find(
      (entry) => wordOf(entry) === 'camera',
    );
    const layers: Record<number, number> = {};
    const report = await publication?.track?.getRTCStatsReport();
    report?.forEach((entry: { type: string; frameHeight?: number; framesSent?: number }) => {
      if (entry.type === 'outbound-rtp' && entry.frameHeight)
        layers[entry.frameHeight] = entry.framesSent ?? 0;
    });
    return layers;
  }

  /** Mutes or removes somebody, or closes the room. Resolves with the code of a refusal, or nothing. */
  async moderate(action: 'mute' | 'kick' | 'close-room', userId = ''): Promise<string | undefined> {
    const participantId = this.#find(userId)?.id ?? '';
    try {
      await moderate(
        this.#current(),
        action === 'mute'
          ? { action, participantId, source: 'microphone' }
          : action === 'kick'
            ? { action, participantId }
            : { action },
      );
      return undefined;
    } catch (error) {
      return isRtcError(error) ? error.code : String(error);
    }
  }

  can(action: Parameters<RtcSession['can']>[0]): boolean {
    return this.#current().can(action);
  }

  vendorEvents(): readonly string[] {
    return this.#vendorEvents;
  }

  error(): { code: string; cause: string } | undefined {
    const { state } = this.#current();
    if (state.status !== 'ended' || !state.error) return undefined;
    return { code: state.error.code, cause: String(state.error.cause) };
  }

  messages(): readonly { topic: string; text: string; from: string }[] {
    return this.#messages;
  }

  /** Shows somebody's picture in a tile of that width. */
  show(userId: string, source: 'camera' | 'screen', width = 640): void {
    const key = `${userId}/${source}`;
    const shown = this.#eyes.get(key);
    if (shown) shown.element.style.width = `${String(width)}px`;
    const handle = this.#current().participant(this.#find(userId)?.id ?? '');
    if (shown || !handle) return;
    const element = document.createElement('video');
    element.style.cssText = `width: ${String(width)}px; aspect-ratio: 16 / 9`;
    document.body.append(element);
    handle[source].attach(element);
    this.#eyes.set(key, { eye: new Eye(element), element });
  }

  see(
    userId: string,
    source: 'camera' | 'screen',
  ): { hue: number | undefined; frames: number; width: number } {
    if (!this.#eyes.has(`${userId}/${source}`)) this.show(userId, source);
    const eye = this.#eyes.get(`${userId}/${source}`)?.eye;
    return { hue: eye?.hue(), frames: eye?.frames ?? 0, width: eye?.size().width ?? 0 };
  }

  hear(userId: string, source: 'microphone' | 'screen-audio'): Heard {
    const handle = this.#current().participant(this.#find(userId)?.id ?? '');
    const stream = handle?.[source === 'microphone' ? 'microphone' : 'screenAudio'].mediaStream;
    const [track] = stream?.getAudioTracks() ?? [];
    if (!track) return { level: 0, tone: 0 };
    const ear = this.#ears.get(track.id) ?? new Ear(track);
    this.#ears.set(track.id, ear);
    return ear.hear();
  }

  /** Everything that the vendor could do to make a muted source sound. */
  async forceOpen(source: 'microphone' | 'camera'): Promise<{ enabled: boolean; live: boolean }> {
    const publication = [...this.#native().localParticipant.trackPublications.values()].find(
      (entry) => wordOf(entry) === source,
    );
    const track = publication?.track;
    if (!track) throw new Error(`The vendor has no ${source}.`);
    await track.unmute();
    await track.resumeUpstream();
    track.mediaStreamTrack.enabled = true;
    const copy = track.mediaStreamTrack.clone();
    copy.enabled = true;
    await track.sender?.replaceTrack(copy);
    return { enabled: copy.enabled, live: copy.readyState === 'live' };
  }

  /** What the sender of a source has taken from the track: how much sound, in seconds, and its energy. */
  async sent(source: 'microphone'): Promise<{ duration: number; energy: number }> {
    const publication = [...this.#native().localParticipant.trackPublications.values()].find(
      (entry) => wordOf(entry) === source,
    );
    const totals = { duration: 0, energy: 0 };
    const report = await publication?.track?.getRTCStatsReport();
    report?.forEach((entry: { type: string; totalSamplesDuration?: number; totalAudioEnergy?: number }) => {
      if (entry.type !== 'media-source') return;
      totals.duration += entry.totalSamplesDuration ?? 0;
      totals.energy += entry.totalAudioEnergy ?? 0;
    });
    return totals;
  }

  /** The sources of somebody that the server sends to this page. */
  received(userId: string): readonly string[] {
    const publications = this.#native().remoteParticipants.get(userId)?.trackPublications.values() ?? [];
    return [...publications].filter(({ isSubscribed }) => isSubscribed).map(wordOf);
  }

  /** The packets of somebody's camera that have come here. */
  async arrived(userId: string): Promise<number> {
    const publications = this.#native().remoteParticipants.get(userId)?.trackPublications.values() ?? [];
    const report = await [...publications]
      .find((entry) => wordOf(entry) === 'camera')
      ?.track?.getRTCStatsReport();
    let packets = 0;
    report?.forEach((entry: { type: string; packetsReceived?: number }) => {
      if (entry.type === 'inbound-rtp') packets += entry.packetsReceived ?? 0;
    });
    return packets;
  }

  /** The vendor stops what it was given. */
  vendorStops(): void {
    for (const { track } of this.#native().localParticipant.trackPublications.values()) track?.stop();
  }

  /** Cuts a connection as the SDK's own tests do. */
  async simulate(scenario: 'signal-reconnect' | 'full-reconnect'): Promise<void> {
    await this.#native().simulateScenario(scenario);
  }

  counts(): { connections: number; captured: number; elements: number; workers: number } {
    return {
      connections: connections.open(),
      workers: workers.running(),
      captured: captured.live(),
      elements: [...this.#eyes.values()].filter(({ element }) => element.srcObject !== null).length,
    };
  }

  #observed(adapter: RtcAdapter): RtcAdapter {
    return {
      ...adapter,
      createDriver: (sink, environment) => {
        const own: typeof sink = {
          ...sink,
          signals: (fact) => {
            for (const { remoteId = '', level } of fact.levels ?? [])
              this.#signals.set(remoteId, { ...this.#signals.get(remoteId), level });
            for (const { remoteId = '', uplink } of fact.quality ?? [])
              this.#signals.set(remoteId, { ...this.#signals.get(remoteId), quality: uplink });
            sink.signals(fact);
          },
        };
        this.#driver = adapter.createDriver(own, environment);
        return this.#driver;
      },
    };
  }

  #native(): Room {
    return this.#current().native as Room;
  }

  #find(userId: string): { readonly id: string } | undefined {
    return [...this.#current().participants.values()].find((entry) => entry.userId === userId);
  }

  #current(): RtcSession {
    if (!this.#session) throw new Error('This page has not joined.');
    return this.#session;
  }
}

declare global {
  interface Window {
    moderate: (request: LivekitModeration) => Promise<void>;
    rig: Rig;
  }
}

/** What the test process may call. */
export type RigMethods = Pick<Rig, keyof Rig>;

window.rig = new Rig();
