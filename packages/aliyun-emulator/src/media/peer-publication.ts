import type { RTCPeerConnection } from 'werift';
import {
  type CandidateInit,
  createPeer,
  type EmulatorVideoCodec,
  type MediaSource,
  narrowCodecs,
  sourceOfReceiver,
  trackIds,
  withoutForeignCandidates,
} from '@jackfield/emulator-kit';

import type { StreamLabel } from '../wire/labels.ts';
import { Refusal } from '../signalling/refusal.ts';
import type { WireStream } from '../wire/wire.ts';
import type { Publication } from './publication.ts';

/** A client's publication: the peer connection it sends on, and one source for each stream. */
export class PeerPublication implements Publication {
  readonly callId: string;
  streams: readonly WireStream[];
  readonly #peer: RTCPeerConnection;
  readonly #sources = new Map<StreamLabel, MediaSource>();
  readonly #undo: (() => void)[] = [];
  #closed = false;

  constructor(callId: string, streams: readonly WireStream[], peer: RTCPeerConnection) {
    this.callId = callId;
    this.streams = streams;
    this.#peer = peer;
  }

  /** Answers an offer. Throws {@link Refusal} where it cannot be used; nothing stays open then. */
  static async answer(options: {
    callId: string;
    streams: readonly WireStream[];
    offer: string;
    address: string;
    videoCodecs: readonly EmulatorVideoCodec[];
    onState: (state: string) => void;
  }): Promise<{ publication: PeerPublication; answer: string }> {
    const { callId, streams, offer, address, videoCodecs, onState } = options;
    const narrowed = narrowCodecs(withoutForeignCandidates(offer, address), videoCodecs);
    if (narrowed === undefined)
      throw new Refusal('media-refused', `it needs Opus and one of ${videoCodecs.join(', ')}`);
    const videoCodec = narrowed.videoCodec ?? 'VP8';
    const peer = createPeer(address, { audio: 'opus', video: videoCodec });
    const publication = new PeerPublication(callId, streams, peer);
    peer.connectionStateChange.subscribe(onState);
    try {
      await peer.setRemoteDescription({ type: 'offer', sdp: narrowed.sdp });
      publication.#attach(offer, videoCodec);
      await peer.setLocalDescription(await peer.createAnswer());
    } catch (error) {
      await publication.close();
      throw new Refusal('media-refused', error instanceof Error ? error.message : 'unreadable');
    }
    const answer = peer.localDescription?.sdp;
    if (answer === undefined) throw new Refusal('media-refused', 'no answer came about');
    return { publication, answer };
  }

  source(label: StreamLabel): MediaSource | undefined {
    return this.#sources.get(label);
  }

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
    for (const source of this.#sources.values()) source.close();
    await this.#peer.close();
  }

  /** Finds each announced stream's media by its track id: order says nothing, as stale entries can come first. */
  #attach(offer: string, videoCodec: EmulatorVideoCodec): void {
    const midOf = new Map(trackIds(offer).map(({ mid, trackId }) => [trackId, mid]));
    for (const { label, alias, type } of this.streams) {
      const mid = midOf.get(alias);
      const transceiver = this.#peer.getTransceivers().find((candidate) => candidate.mid === mid);
      if (mid === undefined || transceiver === undefined) continue;
      const { receiver } = transceiver;
      const codec = type === 'audio' ? 'opus' : videoCodec;
      const source = sourceOfReceiver(receiver, { kind: type, codec });
      this.#sources.set(label, source);
    }
  }
}
