import { MediaStreamTrack, type RTCPeerConnection, type RTCRtpSender } from 'werift';
import {
  type CandidateInit,
  createPeer,
  forwardToSender,
  type SourceCodec,
  withMsids,
  withoutForeignCandidates,
} from '@jackfield/emulator-kit';

import { kindOf, streamLabels, type StreamLabel } from '../wire/labels.ts';
import type { Publication } from './publication.ts';

/** One subscriber's view of one publication: the peer connection that its media is forwarded on. */
export class Subscription {
  readonly callId: string;
  readonly publication: Publication;
  readonly #address: string;
  readonly #peer: RTCPeerConnection;
  readonly #senders = new Map<StreamLabel, RTCRtpSender>();
  readonly #undo: (() => void)[] = [];
  #closed = false;
  #wanted: ReadonlySet<StreamLabel>;

  constructor(options: {
    callId: string;
    publication: Publication;
    wanted: ReadonlySet<StreamLabel>;
    address: string;
    onState: (state: string) => void;
  }) {
    const { callId, publication, wanted, address, onState } = options;
    this.callId = callId;
    this.publication = publication;
    this.#wanted = wanted;
    this.#address = address;
    this.#peer = createPeer(address, {
      audio: codecOf(publication, ['sophon_audio']) ?? 'opus',
      video: codecOf(publication, ['sophon_video_camera_large', 'sophon_video_screen_share']) ?? 'VP8',
    });
    this.#peer.connectionStateChange.subscribe((state) => {
      onState(state);
      if (state === 'connected') this.#requestKeyFrames();
    });
  }

  /**
   * The offer. It always has the three sections: the SDK shows nothing at all until it has found a track for every
   * kind it is configured for, whether or not the publisher has it.
   */
  async createOffer(): Promise<string> {
    for (const label of streamLabels) {
      const track = new MediaStreamTrack({ kind: kindOf(label) });
      const { sender } = this.#peer.addTransceiver(track, { direction: 'sendonly' });
      this.#senders.set(label, sender);
      this.#forward(label, sender);
    }
    await this.#peer.setLocalDescription(await this.#peer.createOffer());
    const stream = this.publication.streams[0]?.mslabel ?? this.publication.callId;
    return withMsids(
      this.#peer.localDescription?.sdp ?? '',
      streamLabels.map((label) => `${stream} ${label}`),
    );
  }

  async setAnswer(sdp: string): Promise<void> {
    await this.#peer.setRemoteDescription({
      type: 'answer',
      sdp: withoutForeignCandidates(sdp, this.#address),
    });
  }

  /** Changes which streams are forwarded; the session description stays. */
  select(wanted: ReadonlySet<StreamLabel>): void {
    this.#wanted = wanted;
    this.#requestKeyFrames();
  }

  /** Registers something to undo when it closes. */
  onClose(undo: () => void): void {
    if (this.#closed) undo();
    else this.#undo.push(undo);
  }

  async addCandidate(candidate: CandidateInit): Promise<void> {
    await this.#peer.addIceCandidate(candidate);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const undo of this.#undo.splice(0)) undo();
    await this.#peer.close();
  }

  #forward(label: StreamLabel, sender: RTCRtpSender): void {
    const source = this.publication.source(label);
    if (source === undefined) return;
    this.#undo.push(forwardToSender(source, { sender, isWanted: () => this.#wanted.has(label) }));
  }

  #requestKeyFrames(): void {
    for (const label of this.#wanted) this.publication.source(label)?.requestKeyFrame();
  }
}

function codecOf(publication: Publication, labels: readonly StreamLabel[]): SourceCodec | undefined {
  return labels.map((label) => publication.source(label)?.codec).find((codec) => codec !== undefined);
}
