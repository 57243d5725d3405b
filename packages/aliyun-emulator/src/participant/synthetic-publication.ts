import { randomId } from '../ids.ts';
import { kindOf, streamLabels, type StreamLabel } from '../labels.ts';
import type { MediaSource } from '../media/media-source.ts';
import type { Publication } from '../media/publication.ts';
import type { WireStream } from '../signalling/wire.ts';
import { colourSource, toneSource, type SyntheticSource } from './synthetic-source.ts';
import type { FrameColour } from './vp8-frames.ts';

/** What a participant sends; what is left out is announced as inactive, as the SDK does. */
export interface ParticipantMedia {
  /** A tone; frequencies above 3400 Hz do not get through. */
  readonly microphone?: { readonly toneHz: number };
  /** A picture, as the camera stream. */
  readonly camera?: { readonly colour: FrameColour };
  /** A picture, as the screen stream. */
  readonly screen?: { readonly colour: FrameColour };
}

/** A publication whose media is made in this process. */
export class SyntheticPublication implements Publication {
  readonly callId: string = randomId();
  readonly #streamId = randomId();
  readonly #sources = new Map<StreamLabel, SyntheticSource>();
  readonly #inactive = new Set<StreamLabel>();

  constructor(media: ParticipantMedia) {
    if (media.microphone !== undefined)
      this.#sources.set('sophon_audio', toneSource(media.microphone.toneHz));
    if (media.camera !== undefined)
      this.#sources.set('sophon_video_camera_large', colourSource(media.camera.colour));
    if (media.screen !== undefined)
      this.#sources.set('sophon_video_screen_share', colourSource(media.screen.colour));
  }

  get streams(): readonly WireStream[] {
    return streamLabels.map((label) => ({
      mslabel: this.#streamId,
      label,
      type: kindOf(label),
      temporalLayers: kindOf(label) === 'audio' ? 0 : 1,
      substreams: kindOf(label) === 'audio' ? 0 : 1,
      state: this.#sources.has(label) && !this.#inactive.has(label) ? 'active' : 'inactive',
      videoprofile: kindOf(label) === 'audio' ? '' : 'UD_320_240_10',
      alias: `${this.#streamId}-${label}`,
    }));
  }

  source(label: StreamLabel): MediaSource | undefined {
    return this.#sources.get(label)?.source;
  }

  setActive(label: StreamLabel, active: boolean): void {
    if (active) this.#inactive.delete(label);
    else this.#inactive.add(label);
  }

  setMuted(label: StreamLabel, muted: boolean): void {
    const source = this.#sources.get(label);
    if (source !== undefined) source.muted = muted;
  }

  /** Stops sending without ending anything. */
  stall(stalled: boolean): void {
    for (const source of this.#sources.values()) source.stalled = stalled;
  }

  onClose(): void {
    // Nothing is opened for it.
  }

  addCandidate(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    for (const source of this.#sources.values()) source.stop();
    return Promise.resolve();
  }
}
