import {
  type MediaSource,
  type ParticipantMedia,
  type PlayedKind,
  PlayedMedia,
  randomId,
} from '@jackfield/emulator-kit';

import type { Publication } from '../media/publication.ts';
import { kindOf, streamLabels, type StreamLabel } from '../wire/labels.ts';
import type { WireStream } from '../wire/wire.ts';

const kindByLabel: Readonly<Record<StreamLabel, PlayedKind>> = {
  sophon_audio: 'microphone',
  sophon_video_camera_large: 'camera',
  sophon_video_screen_share: 'screen',
};

/** A publication whose media is made in this process. */
export class SyntheticPublication implements Publication {
  readonly callId: string = randomId();
  readonly #streamId = randomId();
  readonly #media: PlayedMedia;
  readonly #inactive = new Set<StreamLabel>();

  constructor(media: ParticipantMedia) {
    this.#media = new PlayedMedia(media);
  }

  get streams(): readonly WireStream[] {
    return streamLabels.map((label) => ({
      mslabel: this.#streamId,
      label,
      type: kindOf(label),
      temporalLayers: kindOf(label) === 'audio' ? 0 : 1,
      substreams: kindOf(label) === 'audio' ? 0 : 1,
      state: this.source(label) !== undefined && !this.#inactive.has(label) ? 'active' : 'inactive',
      videoprofile: kindOf(label) === 'audio' ? '' : 'UD_320_240_10',
      alias: `${this.#streamId}-${label}`,
    }));
  }

  source(label: StreamLabel): MediaSource | undefined {
    return this.#media.source(kindByLabel[label]);
  }

  setActive(label: StreamLabel, active: boolean): void {
    if (active) this.#inactive.delete(label);
    else this.#inactive.add(label);
  }

  setMuted(label: StreamLabel, muted: boolean): void {
    this.#media.setMuted(kindByLabel[label], muted);
  }

  /** Stops sending without ending anything. */
  stall(stalled: boolean): void {
    this.#media.stall(stalled);
  }

  onClose(): void {
    // Nothing is opened for it.
  }

  addCandidate(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#media.close();
    return Promise.resolve();
  }
}
