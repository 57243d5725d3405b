import { Ear, Eye, pause } from '@jackfield/contract/browser';
import { order, type Mids, type Payload, type Source } from './bare-words.ts';

/** What a link takes from the member that it belongs to. */
export interface LinkOwner {
  /** The own id. */
  readonly id: string;
  /** The track of an own source as it may be sent now; null for what is not published or a muted picture. */
  trackOf(source: Source): MediaStreamTrack | null;
  signal(to: string, payload: Payload): void;
}

/** The connection of a bare member with one other member. */
export class BareLink {
  readonly #owner: LinkOwner;
  readonly #other: string;
  readonly #offers: boolean;
  #pc: RTCPeerConnection | undefined;
  #channel: RTCDataChannel | undefined;
  #connection = 0;
  #mids: Mids | undefined;
  #wanted: readonly Source[] = [];
  /** The width in which the other side shows the camera, pixels; undefined where it does not say. */
  #width: number | undefined;
  #wishes = 0;
  #messages = 0;
  #early: RTCIceCandidateInit[] = [];
  readonly #unsent: string[] = [];
  /** Plays what comes, muted: Chromium keeps sound for later that nobody pulls. */
  readonly #sink = new Audio();

  constructor(owner: LinkOwner, other: string) {
    this.#owner = owner;
    this.#other = other;
    this.#offers = owner.id < other;
  }

  /** Whether media can flow. */
  get connected(): boolean {
    return this.#pc?.connectionState === 'connected';
  }

  /** Begins, where it is on this side to do so. */
  start(): void {
    this.want(order);
    if (this.#offers) void this.#offer(1);
  }

  /** Says which sources this member wants. */
  want(sources: readonly Source[]): void {
    const size = { width: 640, height: 480 };
    this.#owner.signal(this.#other, {
      kind: 'wants',
      wants: {
        revision: ++this.#wishes,
        sources: sources.map((source) =>
          source === 'camera' || source === 'screen' ? { source, size } : { source },
        ),
      },
    });
  }

  /** Takes what the other member said. */
  async take(payload: Payload): Promise<void> {
    switch (payload.kind) {
      case 'description': {
        await this.#describe(payload);
        return;
      }
      case 'candidate':
        if (payload.connection !== this.#connection) return;
        if (this.#pc?.remoteDescription) await this.#pc.addIceCandidate(payload.candidate);
        else this.#early.push(payload.candidate);
        return;
      case 'reconnect':
        if (this.#offers && payload.connection >= this.#connection) await this.#offer(this.#connection + 1);
        return;
      case 'wants':
        this.#wanted = payload.wants.sources.map(({ source }) => source);
        this.#width = payload.wants.sources.find(({ source }) => source === 'camera')?.size?.width;
        await this.sync();
        return;
      case 'message': {
        this.#channel?.send(JSON.stringify({ kind: 'received', number: payload.number }));
        return;
      }
      case 'state':
      case 'received':
    }
  }

  /** Brings what is sent in line with what is published and wanted. */
  async sync(): Promise<void> {
    for (const { mid, sender } of this.#pc?.getTransceivers() ?? []) {
      const source = order.find((name) => this.#mids?.[name] === mid);
      if (!source) continue;
      const track = this.#wanted.includes(source) ? this.#owner.trackOf(source) : null;
      if (sender.track !== track) await sender.replaceTrack(track);
      if (source === 'camera' && track) await this.#scale(sender, track);
    }
  }

  /** Sends a camera no larger than it is shown. */
  async #scale(sender: RTCRtpSender, track: MediaStreamTrack): Promise<void> {
    const { width = 0 } = track.getSettings();
    const scale = this.#width ? Math.max(1, width / this.#width) : 1;
    const parameters = sender.getParameters();
    const [encoding] = parameters.encodings;
    if (!encoding || encoding.scaleResolutionDownBy === scale) return;
    encoding.scaleResolutionDownBy = scale;
    await sender.setParameters(parameters);
  }

  /** Begins anew: the other side gets other tracks for the same sources. */
  async renew(): Promise<void> {
    if (this.#offers) await this.#offer(this.#connection + 1);
    else this.#owner.signal(this.#other, { kind: 'reconnect', connection: this.#connection });
  }

  /** Sends a message, now or as soon as there is a way. */
  message(topic: string, text: string): void {
    const words = JSON.stringify({ kind: 'message', number: ++this.#messages, topic, text });
    if (this.#channel?.readyState === 'open') this.#channel.send(words);
    else this.#unsent.push(words);
  }

  /** Whether anything but silence or black comes for a source. */
  async receives(source: Source): Promise<boolean> {
    const receiver = this.#pc?.getTransceivers().find(({ mid }) => mid === this.#mids?.[source])?.receiver;
    if (!receiver) return false;
    const sense = receiver.track.kind === 'audio' ? new Ear(receiver.track) : new Eye(receiver.track);
    try {
      for (let look = 0; look < 8; look += 1) {
        await pause(50);
        if (sense instanceof Ear ? sense.hear().level > 0.01 : sense.hue() !== undefined) return true;
      }
      return false;
    } finally {
      sense.stop();
    }
  }

  /** The connection is gone, without a word to the other side. */
  break(): void {
    this.#sink.srcObject = null;
    this.#pc?.close();
  }

  async #offer(connection: number): Promise<void> {
    const pc = this.#begin(connection);
    const made = order.map((source) => {
      const kind = source === 'camera' || source === 'screen' ? 'video' : 'audio';
      return [source, pc.addTransceiver(kind, { direction: 'sendrecv' })] as const;
    });
    this.#open(pc);
    await pc.setLocalDescription();
    const mids = Object.fromEntries(made.map(([source, { mid }]) => [source, mid])) as Mids;
    this.#mids = mids;
    this.#say(pc, connection, mids);
    await this.sync();
  }

  async #describe({
    connection,
    description,
    mids,
  }: Extract<Payload, { kind: 'description' }>): Promise<void> {
    if (description.type === 'answer') {
      if (connection !== this.#connection) return;
      await this.#pc?.setRemoteDescription(description);
      await this.#addEarly();
      return;
    }
    const fresh = connection > this.#connection;
    const pc = fresh ? this.#begin(connection) : this.#pc;
    if (!pc || connection < this.#connection) return;
    await pc.setRemoteDescription(description);
    if (fresh) {
      for (const transceiver of pc.getTransceivers()) transceiver.direction = 'sendrecv';
      this.#mids = mids;
      this.#open(pc);
    }
    await pc.setLocalDescription();
    this.#say(pc, connection);
    await this.#addEarly();
    await this.sync();
  }

  async #addEarly(): Promise<void> {
    for (const candidate of this.#early.splice(0)) await this.#pc?.addIceCandidate(candidate);
  }

  #begin(connection: number): RTCPeerConnection {
    this.#pc?.close();
    this.#connection = connection;
    this.#early = [];
    const pc = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
    this.#pc = pc;
    const heard = new MediaStream();
    this.#sink.srcObject = heard;
    this.#sink.muted = true;
    this.#sink.autoplay = true;
    pc.addEventListener('track', ({ track }) => {
      if (track.kind === 'audio') heard.addTrack(track);
    });
    pc.addEventListener('icecandidate', ({ candidate }) => {
      if (!candidate) return;
      this.#owner.signal(this.#other, { kind: 'candidate', connection, candidate: candidate.toJSON() });
    });
    return pc;
  }

  #open(pc: RTCPeerConnection): void {
    const channel = pc.createDataChannel('jackfield', { negotiated: true, id: 0 });
    this.#channel = channel;
    channel.addEventListener('open', () => {
      for (const words of this.#unsent.splice(0)) channel.send(words);
    });
    channel.addEventListener('message', ({ data }: MessageEvent<string>) => {
      void this.take(JSON.parse(data) as Payload);
    });
  }

  #say({ localDescription }: RTCPeerConnection, connection: number, mids?: Mids): void {
    if (!localDescription) return;
    const description = { type: localDescription.type, sdp: localDescription.sdp };
    this.#owner.signal(this.#other, {
      kind: 'description',
      connection,
      description,
      ...(mids ? { mids } : {}),
    });
  }
}
