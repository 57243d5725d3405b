import { setDisplayName } from '@jackfield/core/profile';
import { connections } from './count-connections.ts';
import { captured } from './known-capture.ts';
import { createSession, isRtcError, type RtcSession, type SourceKind } from '@jackfield/core';
import type { Room } from 'livekit-client';
import { livekit } from '../../src/index.ts';
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
}

type LocalName = 'camera' | 'microphone' | 'screen';

/** One session in a page. */
class Rig {
  #session: RtcSession | undefined;
  readonly #states: string[] = [];
  readonly #messages: { topic: string; text: string; from: string }[] = [];
  readonly #left: string[] = [];
  readonly #eyes = new Map<string, { eye: Eye; element: HTMLVideoElement }>();
  readonly #ears = new Map<string, Ear>();

  /** Joins; resolves with the code of the refusal, or nothing. */
  async join({ url, token, room, userId, publish = [], ...content }: RigJoin): Promise<string | undefined> {
    captured.content = content;
    const session = createSession(livekit({ credential: () => Promise.resolve({ url, token }) }));
    this.#session = session;
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

  /** What the sender of a source has sent: packets, and the energy of what it took from the track. */
  async sent(source: 'microphone'): Promise<{ packets: number; energy: number }> {
    const publication = [...this.#native().localParticipant.trackPublications.values()].find(
      (entry) => wordOf(entry) === source,
    );
    const totals = { packets: 0, energy: 0 };
    const report = await publication?.track?.getRTCStatsReport();
    report?.forEach((entry: { type: string; packetsSent?: number; totalAudioEnergy?: number }) => {
      if (entry.type === 'outbound-rtp') totals.packets += entry.packetsSent ?? 0;
      if (entry.type === 'media-source') totals.energy += entry.totalAudioEnergy ?? 0;
    });
    return totals;
  }

  /** The sources of somebody that the server sends to this page. */
  received(userId: string): readonly string[] {
    const publications = this.#native().remoteParticipants.get(userId)?.trackPublications.values() ?? [];
    return [...publications].filter(({ isSubscribed }) => isSubscribed).map(wordOf);
  }

  /** The vendor stops what it was given. */
  vendorStops(): void {
    for (const { track } of this.#native().localParticipant.trackPublications.values()) track?.stop();
  }

  /** Cuts a connection as the SDK's own tests do. */
  async simulate(scenario: 'signal-reconnect' | 'full-reconnect'): Promise<void> {
    await this.#native().simulateScenario(scenario);
  }

  counts(): { connections: number; captured: number; elements: number } {
    return {
      connections: connections.open(),
      captured: captured.live(),
      elements: [...this.#eyes.values()].filter(({ element }) => element.srcObject !== null).length,
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
    rig: Rig;
  }
}

/** What the test process may call. */
export type RigMethods = Pick<Rig, keyof Rig>;

window.rig = new Rig();
