import { connections } from './count-connections.ts';
import { Room, Track } from 'livekit-client';
import { Ear, Eye, paint, sing, testAudio, type Heard } from '@jackfield/contract/browser';
import type { Content } from './content.ts';

const wordOf = ({ source }: { readonly source: string }): string => source;

/** Somebody who uses the vendor's SDK and nothing of ours. */
class Bare {
  readonly #room = new Room({ dynacast: true });
  readonly #messages: string[] = [];
  readonly #eyes = new Map<string, Eye>();
  readonly #ears = new Map<string, Ear>();

  async join({
    url,
    token,
    hue,
    tone,
    publish,
  }: Content & { url: string; token: string; publish: boolean }): Promise<void> {
    await testAudio(window).resume();
    this.#room.on('dataReceived', (payload) => this.#messages.push(new TextDecoder().decode(payload)));
    await this.#room.connect(url, token);
    if (!publish) return;
    const picture = paint(window, { hue, painting: { width: 640, height: 360, framesPerSecond: 15 } }).track;
    const sound = sing(window, { tone }).track;
    const { localParticipant } = this.#room;
    await localParticipant.publishTrack(picture, { source: Track.Source.Camera });
    await localParticipant.publishTrack(sound, { source: Track.Source.Microphone });
  }

  async setMuted(source: 'camera' | 'microphone', muted: boolean): Promise<void> {
    const publication = this.#room.localParticipant.getTrackPublication(
      source === 'camera' ? Track.Source.Camera : Track.Source.Microphone,
    );
    await (muted ? publication?.mute() : publication?.unmute());
  }

  async say(topic: string, text: string): Promise<void> {
    await this.#room.localParticipant.publishData(new TextEncoder().encode(text), { reliable: true, topic });
  }

  messages(): readonly string[] {
    return this.#messages;
  }

  /** What somebody publishes, with how it is muted. */
  publications(userId: string): Record<string, boolean> {
    const publications = this.#room.remoteParticipants.get(userId)?.trackPublications.values() ?? [];
    return Object.fromEntries([...publications].map(({ source, isMuted }) => [wordOf({ source }), isMuted]));
  }

  people(): readonly string[] {
    return [...this.#room.remoteParticipants.keys()];
  }

  see(userId: string, source: string): { hue: number | undefined; frames: number; width: number } {
    const track = this.#track(userId, source);
    if (!track) return { hue: undefined, frames: 0, width: 0 };
    const eye = this.#eyes.get(track.id) ?? new Eye(track);
    this.#eyes.set(track.id, eye);
    return { hue: eye.hue(), frames: eye.frames, width: eye.size().width };
  }

  hear(userId: string, source: string): Heard {
    const track = this.#track(userId, source);
    if (!track) return { level: 0, tone: 0 };
    const ear = this.#ears.get(track.id) ?? new Ear(track);
    this.#ears.set(track.id, ear);
    return ear.hear();
  }

  leave(): Promise<void> {
    return this.#room.disconnect();
  }

  counts(): { connections: number } {
    return { connections: connections.open() };
  }

  #track(userId: string, source: string): MediaStreamTrack | undefined {
    const publications = this.#room.remoteParticipants.get(userId)?.trackPublications.values() ?? [];
    return [...publications].find((entry) => wordOf(entry) === source)?.track?.mediaStreamTrack;
  }
}

declare global {
  interface Window {
    bare: Bare;
  }
}

/** What the test process may call. */
export type BareMethods = Pick<Bare, keyof Bare>;

window.bare = new Bare();
