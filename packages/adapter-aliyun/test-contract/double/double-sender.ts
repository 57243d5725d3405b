import type { FakeMediaStreamTrack } from '@jackfield/core/testing';

/** Whether a track of the platform's double gives anything. */
export function gives(track: MediaStreamTrack | null): boolean {
  return track !== null && isFake(track) && track.emits;
}

function isFake(track: MediaStreamTrack): track is FakeMediaStreamTrack {
  return 'emits' in track;
}

/** As much of an `RTCRtpSender` as an adapter may reach. */
export class DoubleSender {
  track: MediaStreamTrack | null;
  /** The parameters that the SDK has written there by itself. */
  parameters: RTCRtpSendParameters;

  constructor(track: MediaStreamTrack | null) {
    this.track = track;
    const maxBitrate = track?.kind === 'audio' ? 24_000 : 500_000;
    this.parameters = {
      ...{ transactionId: '', codecs: [], headerExtensions: [], rtcp: {} },
      encodings: [{ maxBitrate }],
      degradationPreference: 'maintain-resolution',
    };
  }

  getParameters(): RTCRtpSendParameters {
    return structuredClone(this.parameters);
  }

  setParameters(parameters: RTCRtpSendParameters): Promise<void> {
    this.parameters = structuredClone(parameters);
    return Promise.resolve();
  }

  replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    this.track = track;
    return Promise.resolve();
  }
}

/** As much of an `RTCPeerConnection`. */
export class DoubleConnection {
  readonly senders: readonly DoubleSender[];
  /** The media path was cut. */
  dead = false;

  constructor(tracks: readonly (MediaStreamTrack | null)[] = []) {
    this.senders = tracks.map((track) => new DoubleSender(track));
  }

  close(): void {
    this.dead = true;
  }

  getSenders(): readonly DoubleSender[] {
    return this.senders;
  }

  getStats(): Promise<ReadonlyMap<string, unknown>> {
    return Promise.resolve(new Map());
  }
}
