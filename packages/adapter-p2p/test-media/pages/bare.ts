// The far side of some tests: a page that speaks docs/p2p-protocol.md by itself and shares no code with the adapter.
import { Ear, Eye, type Heard } from './observe-track.ts';
import { paint, sing } from './test-media-source.ts';

const order = ['microphone', 'camera', 'screen', 'screen-audio'] as const;
type Name = (typeof order)[number];
type Mids = Record<Name, string>;

interface Payload {
  readonly kind: string;
  readonly connection: number;
  readonly description: RTCSessionDescriptionInit;
  readonly candidate: RTCIceCandidateInit;
  readonly mids: Mids;
  readonly topic: string;
  readonly text: string;
  readonly number: number;
}

interface Frame {
  readonly type: string;
  readonly id: string;
  readonly from: string;
  readonly payload: Payload;
  readonly members: readonly { readonly id: string }[];
  readonly member: { readonly id: string };
}

/** Who the bare page is. */
export interface BareJoin {
  readonly url: string;
  readonly room: string;
  readonly userId: string;
  readonly hue: number;
  readonly tone: number;
}

/** A call with one other member, over a bare RTCPeerConnection. */
class Bare {
  #socket: WebSocket | undefined;
  #pc: RTCPeerConnection | undefined;
  #channel: RTCDataChannel | undefined;
  #self = '';
  #other = '';
  #connection = 0;
  #eye: Eye | undefined;
  #ear: Ear | undefined;
  #texts: string[] = [];
  #tracks: Partial<Record<Name, MediaStreamTrack>> = {};

  /** Resolves with the own id once in the room. */
  join(request: BareJoin): Promise<string> {
    this.#tracks = {
      camera: paint(request.hue, { width: 640, height: 360, framesPerSecond: 20 }).track,
      microphone: sing(request.tone).track,
    };
    const socket = new WebSocket(request.url);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      const { room, userId } = request;
      const sources = ['camera', 'microphone'].map((source) => ({ source, muted: false }));
      this.#frame({
        type: 'join',
        protocol: 1,
        room,
        userId,
        displayName: userId,
        state: { revision: 1, sources },
      });
    });
    return new Promise((resolve) => {
      socket.addEventListener('message', (event: MessageEvent<string>) => {
        const frame = JSON.parse(event.data) as Frame;
        if (frame.type === 'welcome') {
          this.#self = frame.id;
          resolve(frame.id);
          for (const { id } of frame.members) this.#meet(id);
        }
        if (frame.type === 'member-joined') this.#meet(frame.member.id);
        if (frame.type === 'member-left') this.#pc?.close();
        if (frame.type === 'heartbeat') this.#frame({ type: 'heartbeat', received: 0 });
        if (frame.type === 'signal') void this.#take(frame.payload);
      });
    });
  }

  mute(muted: boolean): void {
    const track = this.#tracks.microphone;
    if (track) track.enabled = !muted;
    const sources = [
      { source: 'microphone', muted },
      { source: 'camera', muted: false },
    ];
    this.#frame({ type: 'state', request: 1, state: { revision: muted ? 2 : 3, sources } });
  }

  say(text: string): void {
    this.#channel?.send(JSON.stringify({ kind: 'message', number: 1, topic: 'chat', text }));
  }

  texts(): readonly string[] {
    return this.#texts;
  }

  hue(): number | undefined {
    return this.#eye?.hue();
  }

  hear(): Heard {
    return this.#ear?.hear() ?? { level: 0, tone: 0 };
  }

  leave(): void {
    this.#frame({ type: 'leave' });
    this.#pc?.close();
  }

  #meet(id: string): void {
    this.#other = id;
    this.#signal({
      kind: 'wants',
      wants: {
        revision: 1,
        sources: [{ source: 'camera', size: { width: 640, height: 360 } }, { source: 'microphone' }],
      },
    });
    if (this.#self < id) void this.#offer();
  }

  async #offer(): Promise<void> {
    const pc = this.#connect(1);
    const transceivers = order.map((name) => {
      const kind = name === 'camera' || name === 'screen' ? 'video' : 'audio';
      return [name, pc.addTransceiver(this.#tracks[name] ?? kind, { direction: 'sendrecv' })] as const;
    });
    this.#open(pc);
    await pc.setLocalDescription();
    const mids = Object.fromEntries(transceivers.map(([name, { mid }]) => [name, mid]));
    this.#observe(mids as Mids);
    this.#signal({
      kind: 'description',
      connection: 1,
      description: pc.localDescription?.toJSON() as object,
      mids,
    });
  }

  async #take(payload: Payload): Promise<void> {
    if (payload.kind === 'candidate' && payload.connection === this.#connection) {
      await this.#pc?.addIceCandidate(payload.candidate);
    }
    if (payload.kind !== 'description') return;
    if (payload.description.type === 'answer') {
      await this.#pc?.setRemoteDescription(payload.description);
      return;
    }
    const fresh = payload.connection > this.#connection;
    const pc = fresh ? this.#connect(payload.connection) : this.#pc;
    if (!pc) return;
    await pc.setRemoteDescription(payload.description);
    if (fresh) {
      for (const transceiver of pc.getTransceivers()) {
        transceiver.direction = 'sendrecv';
        const name = order.find((source) => payload.mids[source] === transceiver.mid);
        if (name) await transceiver.sender.replaceTrack(this.#tracks[name] ?? null);
      }
      this.#open(pc);
      this.#observe(payload.mids);
    }
    await pc.setLocalDescription();
    this.#signal({
      kind: 'description',
      connection: this.#connection,
      description: pc.localDescription?.toJSON() as object,
    });
  }

  #connect(connection: number): RTCPeerConnection {
    this.#pc?.close();
    this.#connection = connection;
    const pc = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
    this.#pc = pc;
    pc.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate) this.#signal({ kind: 'candidate', connection, candidate: candidate.toJSON() });
    });
    return pc;
  }

  #open(pc: RTCPeerConnection): void {
    const channel = pc.createDataChannel('jackfield', { negotiated: true, id: 0 });
    this.#channel = channel;
    channel.addEventListener('message', (event: MessageEvent<string>) => {
      const payload = JSON.parse(event.data) as Payload;
      if (payload.kind !== 'message') return;
      this.#texts.push(payload.text);
      channel.send(JSON.stringify({ kind: 'received', number: payload.number }));
    });
  }

  #observe(mids: Mids): void {
    for (const { mid, receiver } of this.#pc?.getTransceivers() ?? []) {
      if (mid === mids.camera) this.#eye = new Eye(receiver.track);
      if (mid === mids.microphone) this.#ear = new Ear(receiver.track);
    }
  }

  #signal(payload: object): void {
    this.#frame({ type: 'signal', to: this.#other, payload });
  }

  #frame(frame: object): void {
    this.#socket?.send(JSON.stringify(frame));
  }
}

/** What the test process calls. */
export type BareMethods = Pick<Bare, 'join' | 'mute' | 'say' | 'texts' | 'hue' | 'hear' | 'leave'>;

declare global {
  interface Window {
    bare: BareMethods;
  }
}

window.bare = new Bare();
