import { RtcError, type SourceKind } from '@jackfield/core/adapter';
import type { FakeMedia, FakeOutput } from '../cloud/media.ts';

/** One remote source as a pretended SDK plays it. */
export interface SdkSound {
  /** Whose it is. */
  readonly userId: string;
  /** Which of their sources. */
  readonly source: SourceKind;
  /** How loud, 0…1. */
  readonly volume: number;
}

interface Playing extends SdkSound {
  volume: number;
  readonly output: FakeOutput | undefined;
}

/** What the pretended SDK of one session plays by itself, where the adapter claims `remoteAudio: 'sdk-played'`. */
export class SdkSounds {
  /** The loudspeaker that was chosen; empty for the default one. */
  speakerId = '';
  /** Whether the browser refuses to play. */
  blocked = false;
  readonly #media: FakeMedia;
  readonly #refused: () => void;
  readonly #playing = new Map<string, Playing>();

  constructor(media: FakeMedia, refused: () => void) {
    this.#media = media;
    this.#refused = refused;
  }

  /** Everything that can be heard now. */
  get audible(): readonly SdkSound[] {
    if (this.blocked) return [];
    return [...this.#playing.values()]
      .filter(({ volume }) => volume > 0)
      .map(({ userId, source, volume }) => ({ userId, source, volume }));
  }

  /** Begins to play; at full volume, as an SDK does that has just been handed a track. */
  start(key: string, userId: string, source: SourceKind, track: MediaStreamTrack): void {
    this.stop(key);
    const output = this.#media.play?.(track);
    this.#playing.set(key, { userId, source, volume: 1, output });
    output?.setSpeaker(this.speakerId).catch(() => {
      // The chosen loudspeaker went away meanwhile: the default one plays.
      this.speakerId = '';
    });
    output?.resume().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.block();
    });
  }

  /** Ends a sound. */
  stop(key: string): void {
    this.#playing.get(key)?.output?.stop();
    this.#playing.delete(key);
  }

  /** How loud a source is from now on. */
  setVolume(key: string, volume: number): void {
    const sound = this.#playing.get(key);
    if (!sound) return;
    sound.volume = volume;
    sound.output?.setVolume(volume);
  }

  /** Where everything is played. Rejects `device-not-found`. */
  async setSpeaker(deviceId: string): Promise<void> {
    try {
      await Promise.all(this.#outputs.map((output) => output.setSpeaker(deviceId)));
    } catch (cause) {
      throw new RtcError({ code: 'device-not-found', message: 'That loudspeaker is not there.', cause });
    }
    this.speakerId = deviceId;
  }

  /** Plays what was refused. Rejects `playback-blocked`. */
  async resume(): Promise<void> {
    try {
      await Promise.all(this.#outputs.map((output) => output.resume()));
    } catch (cause) {
      throw new RtcError({ code: 'playback-blocked', message: 'The browser refuses to play.', cause });
    }
    this.blocked = false;
  }

  get #outputs(): readonly FakeOutput[] {
    return [...this.#playing.values()].flatMap(({ output }) => output ?? []);
  }

  /** The browser refuses to play. */
  block(): void {
    if (this.blocked) return;
    this.blocked = true;
    this.#refused();
  }
}
