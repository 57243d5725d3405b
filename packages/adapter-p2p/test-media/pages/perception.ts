import { Ear, Eye, type Heard } from '@jackfield/contract/browser';
import type { SourceKind } from '@jackfield/core/adapter';

/** What is seen of a picture. */
export interface Seen {
  /** Degrees; undefined before the first frame and for what is no colour. */
  readonly hue: number | undefined;
  readonly frames: number;
  readonly width: number;
  readonly height: number;
}

/** Watches and listens to what comes from the others. */
export class Perception {
  readonly #eyes = new Map<string, Eye>();
  readonly #ears = new Map<string, Ear>();

  /** A track of somebody came; it stands for the one before. */
  observe(userId: string, source: SourceKind, track: MediaStreamTrack): void {
    const key = `${userId} ${source}`;
    this.#eyes.get(key)?.stop();
    this.#ears.get(key)?.stop();
    if (track.kind === 'video') this.#eyes.set(key, new Eye(track));
    else this.#ears.set(key, new Ear(track));
  }

  see(userId: string, source: SourceKind): Seen {
    const eye = this.#eyes.get(`${userId} ${source}`);
    return { hue: eye?.hue(), frames: eye?.frames ?? 0, ...(eye?.size() ?? { width: 0, height: 0 }) };
  }

  hear(userId: string, source: SourceKind): Heard {
    return this.#ears.get(`${userId} ${source}`)?.hear() ?? { level: 0, tone: 0 };
  }

  /** Somebody has left. */
  forget(userId: string): void {
    for (const senses of [this.#eyes, this.#ears]) {
      for (const [key, sense] of senses) {
        if (!key.startsWith(`${userId} `)) continue;
        sense.stop();
        senses.delete(key);
      }
    }
  }

  close(): void {
    for (const sense of [...this.#eyes.values(), ...this.#ears.values()]) sense.stop();
    this.#eyes.clear();
    this.#ears.clear();
  }
}
