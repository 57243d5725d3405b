import { Room, Track } from 'livekit-client';
import { Ear, Eye, paint, sing, testAudio, type Heard } from '@jackfield/contract/browser';

/** A person who uses LiveKit's SDK and nothing of ours. */
class Bare {
  readonly #room = new Room();
  readonly #messages: string[] = [];
  readonly #eyes = new Map<string, Eye>();
  readonly #ears = new Map<string, Ear>();

  async join({
    hue,
    tone,
    ...seat
  }: {
    room: string;
    userId: string;
    hue: number;
    tone: number;
  }): Promise<void> {
    await testAudio(window).resume();
    this.#room.on('dataReceived', (payload) => this.#messages.push(new TextDecoder().decode(payload)));
    const { url, token } = await window.fetchLivekit(seat);
    await this.#room.connect(url, token);
    const { localParticipant } = this.#room;
    await localParticipant.publishTrack(paint(window, { hue }).track, { source: Track.Source.Camera });
    await localParticipant.publishTrack(sing(window, { tone }).track, { source: Track.Source.Microphone });
  }

  people(): readonly string[] {
    return [...this.#room.remoteParticipants.keys()].sort();
  }

  /** The texts that came. */
  messages(): readonly string[] {
    return this.#messages;
  }

  async see(userId: string): Promise<number | undefined> {
    const track = this.#track(userId, Track.Source.Camera);
    if (!track) return undefined;
    const eye = this.#eyes.get(track.id) ?? new Eye(track);
    this.#eyes.set(track.id, eye);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return eye.hue();
  }

  async hear(userId: string): Promise<Heard> {
    const track = this.#track(userId, Track.Source.Microphone);
    if (!track) return { level: 0, tone: 0 };
    const ear = this.#ears.get(track.id) ?? new Ear(track);
    this.#ears.set(track.id, ear);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return ear.hear();
  }

  leave(): Promise<void> {
    return this.#room.disconnect();
  }

  #track(userId: string, source: Track.Source): MediaStreamTrack | undefined {
    return this.#room.remoteParticipants.get(userId)?.getTrackPublication(source)?.track?.mediaStreamTrack;
  }
}

declare global {
  interface Window {
    bare: Bare;
  }
}

window.bare = new Bare();
