import type { MediaSource } from '../media/media-source.ts';
import { colourSource, toneSource, type PlayedSource } from './played-source.ts';
import type { FrameColour } from './vp8-frames.ts';

/** What a played participant sends. */
export interface ParticipantMedia {
  /** A tone; frequencies above 3400 Hz do not get through. */
  readonly microphone?: { readonly toneHz: number };
  /** A picture, as the camera stream. */
  readonly camera?: { readonly colour: FrameColour };
  /** A picture, as the screen stream. */
  readonly screen?: { readonly colour: FrameColour };
}

/** A source of a played participant. */
export type PlayedKind = keyof ParticipantMedia;

/** The media of a played participant, made in this process. */
export class PlayedMedia {
  readonly #sources = new Map<PlayedKind, PlayedSource>();

  constructor({ microphone, camera, screen }: ParticipantMedia) {
    if (microphone !== undefined) this.#sources.set('microphone', toneSource(microphone.toneHz));
    if (camera !== undefined) this.#sources.set('camera', colourSource(camera.colour));
    if (screen !== undefined) this.#sources.set('screen', colourSource(screen.colour));
  }

  /** Which of the sources there are. */
  get kinds(): readonly PlayedKind[] {
    return [...this.#sources.keys()];
  }

  /** The source of a kind, where there is one. */
  source(kind: PlayedKind): MediaSource | undefined {
    return this.#sources.get(kind)?.source;
  }

  /** Sends silence or black, or the tone or picture again. */
  setMuted(kind: PlayedKind, muted: boolean): void {
    const source = this.#sources.get(kind);
    if (source !== undefined) source.muted = muted;
  }

  /** Stops sending without ending anything. */
  stall(stalled: boolean): void {
    for (const source of this.#sources.values()) source.stalled = stalled;
  }

  /** Ends all of it. */
  close(): void {
    for (const source of this.#sources.values()) source.stop();
  }
}
