import { mediaKindOf, sourceKinds, type SourceKind } from '@jackfield/core/adapter';
import type { IceServerError } from './ice-trouble.ts';
import { preferDtx } from './prefer-dtx.ts';
import { preferCodecs } from './prefer-codecs.ts';
import type { PeerPayload, SourceMids } from './peer-payload.ts';

/** What is needed to make a connection. */
export interface PeerConnectionOptions {
  readonly PeerConnection: typeof RTCPeerConnection;
  readonly configuration: RTCConfiguration;
  /** Which connection between the two this is. */
  readonly connection: number;
  /** Whether this side makes the first offer, and wins when offers meet. */
  readonly offers: boolean;
  /** Preferred video codecs, e.g. `VP9`, best first. */
  readonly codecPreference: readonly string[];
  /** Whether sound is sent only while there is some. */
  readonly opusDtx: boolean;
  readonly listener: PeerConnectionListener;
}

/** What a {@link PeerConnection} reports; nothing after `close()`. */
export interface PeerConnectionListener {
  send(payload: PeerPayload): void;
  /** The transceivers of the other side's offer are there and mapped to sources. On the offering side they are at once. */
  mapped(): void;
  stateChanged(state: RTCPeerConnectionState): void;
  /** An offer and its answer are taken. What senders were told meanwhile the browser may have refused or forgotten. */
  negotiated(): void;
  channelOpened(): void;
  channelText(text: string): void;
  /** A STUN or TURN server did not do as it should. Others may. */
  iceServerFailed(error: IceServerError): void;
  /** The other side's description or candidate could not be used, or the browser refused an own one. */
  negotiationFailed(error: unknown): void;
}

/**
 * One RTCPeerConnection between two members: perfect negotiation, four transceivers that stay for its life (one for each
 * source, so that publishing is `replaceTrack` and needs no negotiation), and one data channel.
 */
export class PeerConnection {
  readonly pc: RTCPeerConnection;
  readonly connection: number;
  readonly #options: PeerConnectionOptions;
  readonly #transceivers = new Map<SourceKind, RTCRtpTransceiver>();
  readonly #undo = new AbortController();
  #channel: RTCDataChannel | undefined;
  #makingOffer = false;
  #ignoreOffer = false;
  #settingAnswer = false;
  #closed = false;

  constructor(options: PeerConnectionOptions) {
    this.#options = options;
    this.connection = options.connection;
    this.pc = new options.PeerConnection(options.configuration);
    const { pc } = this;
    const { signal } = this.#undo;
    pc.addEventListener('negotiationneeded', () => void this.#offer(), { signal });
    pc.addEventListener('icecandidate', ({ candidate }) => this.#sendCandidate(candidate), { signal });
    pc.addEventListener('icecandidateerror', (error) => options.listener.iceServerFailed(error), { signal });
    pc.addEventListener('connectionstatechange', () => options.listener.stateChanged(pc.connectionState), {
      signal,
    });
    pc.addEventListener(
      'signalingstatechange',
      () => {
        if (pc.signalingState === 'stable') options.listener.negotiated();
      },
      { signal },
    );
    if (!options.offers) return;
    for (const source of sourceKinds) {
      const transceiver = pc.addTransceiver(mediaKindOf(source), { direction: 'sendrecv' });
      this.#map(source, transceiver);
    }
    this.#openChannel();
  }

  /** Whether the transceivers are there. */
  get mapped(): boolean {
    return this.#transceivers.size === sourceKinds.length;
  }

  /** Whether the data channel takes messages. */
  get channelOpen(): boolean {
    return this.#channel?.readyState === 'open';
  }

  transceiver(source: SourceKind): RTCRtpTransceiver | undefined {
    return this.#transceivers.get(source);
  }

  /** Sends over the data channel; false where it is not open. */
  sendText(text: string): boolean {
    if (this.#closed || this.#channel?.readyState !== 'open') return false;
    this.#channel.send(text);
    return true;
  }

  /** Looks for a new way between the two; the media goes on over the old one as long as it can. */
  restartIce(configuration: RTCConfiguration): void {
    if (this.#closed) return;
    this.pc.setConfiguration(configuration);
    this.pc.restartIce();
  }

  /** Takes the other side's description or candidate. Never rejects. */
  async receive(payload: Extract<PeerPayload, { kind: 'description' | 'candidate' }>): Promise<void> {
    try {
      if (payload.kind === 'candidate') await this.#candidate(payload.candidate);
      else await this.#description(payload.description, payload.mids);
    } catch (error) {
      if (!this.#closed) this.#options.listener.negotiationFailed(error);
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#undo.abort();
    this.#channel?.close();
    // What was never negotiated stays live after the close (measured), and a page with a live track is not kept for the back button.
    for (const { receiver } of this.pc.getTransceivers()) receiver.track.stop();
    this.pc.close();
  }

  async #offer(): Promise<void> {
    // The one who answers has nothing to offer before the transceivers have come.
    if (!this.mapped) return;
    try {
      this.#makingOffer = true;
      await this.pc.setLocalDescription();
      this.#sendDescription();
    } catch (error) {
      if (!this.#closed) this.#options.listener.negotiationFailed(error);
    } finally {
      this.#makingOffer = false;
    }
  }

  async #description(description: RTCSessionDescriptionInit, mids: SourceMids | undefined): Promise<void> {
    const { pc } = this;
    const ready = !this.#makingOffer && (pc.signalingState === 'stable' || this.#settingAnswer);
    const collision = description.type === 'offer' && !ready;
    this.#ignoreOffer = this.#options.offers && collision;
    if (this.#ignoreOffer || this.#closed) return;
    this.#settingAnswer = description.type === 'answer';
    const { sdp = '', type } = description;
    await pc.setRemoteDescription(this.#options.opusDtx ? { type, sdp: preferDtx(sdp) } : description);
    this.#settingAnswer = false;
    if (description.type !== 'offer') return;
    if (mids && !this.mapped) this.#mapAll(mids);
    await pc.setLocalDescription();
    this.#sendDescription();
  }

  async #candidate(candidate: RTCIceCandidateInit): Promise<void> {
    try {
      await this.pc.addIceCandidate(candidate);
    } catch (error) {
      // Candidates of an offer that was ignored belong to nothing.
      if (!this.#ignoreOffer) throw error;
    }
  }

  /** The answering side finds the transceivers of the offer by their mids. */
  #mapAll(mids: SourceMids): void {
    const found = this.pc.getTransceivers();
    for (const source of sourceKinds) {
      const transceiver = found.find(({ mid }) => mid === mids[source]);
      if (transceiver?.receiver.track.kind !== mediaKindOf(source)) {
        throw new TypeError(`The offer has no ${mediaKindOf(source)} section for ${source}.`);
      }
      transceiver.direction = 'sendrecv';
      this.#map(source, transceiver);
    }
    this.#openChannel();
    this.#options.listener.mapped();
  }

  #map(source: SourceKind, transceiver: RTCRtpTransceiver): void {
    if (mediaKindOf(source) === 'video') preferCodecs(transceiver, this.#options.codecPreference);
    this.#transceivers.set(source, transceiver);
  }

  #openChannel(): void {
    const channel = this.pc.createDataChannel('jackfield', { negotiated: true, id: 0 });
    const { signal } = this.#undo;
    channel.addEventListener('open', () => this.#options.listener.channelOpened(), { signal });
    channel.addEventListener(
      'message',
      (event: MessageEvent<unknown>) => {
        if (typeof event.data === 'string') this.#options.listener.channelText(event.data);
      },
      { signal },
    );
    this.#channel = channel;
  }

  #sendDescription(): void {
    const description = this.pc.localDescription;
    if (this.#closed || !description || (description.type !== 'offer' && description.type !== 'answer'))
      return;
    const { type, sdp } = description;
    const mids = type === 'offer' ? this.#mids() : undefined;
    this.#options.listener.send({
      kind: 'description',
      connection: this.connection,
      description: { type, sdp },
      mids,
    });
  }

  #mids(): SourceMids {
    const mid = (source: SourceKind): string => this.#transceivers.get(source)?.mid ?? '';
    return {
      microphone: mid('microphone'),
      camera: mid('camera'),
      screen: mid('screen'),
      'screen-audio': mid('screen-audio'),
    };
  }

  #sendCandidate(candidate: RTCIceCandidate | null): void {
    // The end of candidates is in the protocol as an empty line of its own; `null` says nothing more.
    if (!candidate || this.#closed) return;
    this.#options.listener.send({
      kind: 'candidate',
      connection: this.connection,
      candidate: candidate.toJSON(),
    });
  }
}
