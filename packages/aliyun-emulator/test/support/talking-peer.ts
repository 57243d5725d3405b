import {
  MediaStreamTrack,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RtpHeader,
  RtpPacket,
  type RTCSessionDescription,
} from 'werift';
import { withMsids } from '@jackfield/emulator-kit';

import type { AliyunEmulator } from '../../src/index.ts';
import { objectOf, type PlainClient } from './plain-client.ts';

const streamOf = { label: 'sophon_audio', mslabel: 'm', type: 'audio' } as const;

/** One who talks to another over the service: real packets by the relay, without a browser. */
export class TalkingPeer {
  readonly #client: PlainClient;
  readonly #connection: RTCPeerConnection;
  readonly #track = new MediaStreamTrack({ kind: 'audio' });
  readonly #said = new Set<(text: string) => void>();
  #sequence = 1;

  constructor(emulator: AliyunEmulator, client: PlainClient) {
    this.#client = client;
    const { appid, channel, userid } = client.auth;
    this.#connection = new RTCPeerConnection({
      iceUseIpv6: false,
      iceTransportPolicy: 'relay',
      iceServers: [
        {
          urls: emulator.turnUrl,
          username: `${userid}?appid=${appid}&session=${client.session}&channel=${channel}`,
          credential: 'hello1234',
        },
      ],
      codecs: {
        video: [new RTCRtpCodecParameters({ mimeType: 'video/VP8', clockRate: 90_000 })],
        audio: [new RTCRtpCodecParameters({ mimeType: 'audio/opus', clockRate: 48_000, channels: 2 })],
      },
    });
  }

  /** Publishes; resolves when its packets can go, with the ports of the service's end. */
  async publish(): Promise<readonly number[]> {
    const connection = this.#connection;
    connection.addTransceiver(this.#track, { direction: 'sendonly' });
    await connection.setLocalDescription(await connection.createOffer());
    const query = { callid: 'talk' };
    const { type, sdp } = plain(connection.localDescription);
    // The service finds a stream's media by the id of its track.
    const jsep = { type, sdp: withMsids(sdp, ['m a']) };
    const body = { jsep, streams: [{ ...streamOf, state: 'active', alias: 'a' }] };
    const result = await this.#client.does('publish', { query, body });
    await this.#tellCandidates(query);
    const answer = sdpOf(result);
    await connection.setRemoteDescription({ type: 'answer', sdp: answer });
    await this.#connected();
    return portsOf(answer);
  }

  /** Subscribes to somebody; resolves when packets can come, with the ports of the service's end. */
  async subscribe(userId: string): Promise<readonly number[]> {
    const connection = this.#connection;
    const callee = await this.#client.until(() => this.#publisher(userId));
    const query = { callid: 'listen', callee };
    await this.#client.does('subscribe', {
      query,
      body: { streams: [{ ...streamOf, temporalLayer: 0, substream: 0 }] },
    });
    const offer = await this.#client.waitFor(({ event, callid }) => event === 'offer' && callid === 'listen');
    connection.onTrack.subscribe((track) => {
      track.onReceiveRtp.subscribe(({ payload }) => {
        for (const hear of [...this.#said]) hear(payload.toString());
      });
    });
    const sdp = sdpOf(offer);
    await connection.setRemoteDescription({ type: 'offer', sdp });
    await connection.setLocalDescription(await connection.createAnswer());
    await this.#client.does('answer', { query, body: { jsep: plain(connection.localDescription) } });
    await this.#tellCandidates(query);
    await this.#connected();
    return portsOf(sdp);
  }

  /** Says something until the other one has heard it: single packets may be lost, as on any network. */
  async say(text: string, other: TalkingPeer): Promise<void> {
    const { promise, stop } = other.#hears(text);
    const speak = (): void => {
      const header = new RtpHeader({
        sequenceNumber: this.#sequence,
        timestamp: this.#sequence * 960,
        payloadType: 96,
      });
      this.#sequence = (this.#sequence + 1) % 65_536;
      this.#track.writeRtp(new RtpPacket(header, Buffer.from(text)));
    };
    speak();
    const timer = setInterval(speak, 20);
    try {
      await promise;
    } finally {
      clearInterval(timer);
      stop();
    }
  }

  async close(): Promise<void> {
    this.#client.stopPolling();
    await this.#connection.close();
  }

  #hears(text: string): { promise: Promise<void>; stop: () => void } {
    let stop: () => void = () => undefined;
    const promise = new Promise<void>((resolve, reject) => {
      const hear = (heard: string): void => {
        if (heard === text) resolve();
      };
      const timer = setTimeout(() => {
        reject(new Error(`"${text}" was said and not heard within 5 s`));
      }, 5000);
      this.#said.add(hear);
      stop = (): void => {
        clearTimeout(timer);
        this.#said.delete(hear);
      };
    });
    return { promise, stop };
  }

  #publisher(userId: string): string | undefined {
    const publishers = this.#client.items.flatMap((item): unknown[] =>
      Array.isArray(item['publishers']) ? item['publishers'] : [],
    );
    const found = publishers.map(objectOf).find((publisher) => publisher['userid'] === userId);
    return typeof found?.['callid'] === 'string' ? found['callid'] : undefined;
  }

  async #tellCandidates(query: Readonly<Record<string, string>>): Promise<void> {
    for (const [, candidate] of (this.#connection.localDescription?.sdp ?? '').matchAll(
      /a=(candidate:.*)\r/gu,
    )) {
      const body = { completed: false, candidate: { candidate, sdpMid: '0', sdpMLineIndex: 0 } };
      await this.#client.ask('icecandidate', { query, body });
    }
  }

  async #connected(): Promise<void> {
    if (this.#connection.connectionState === 'connected') return;
    await new Promise<void>((resolve) => {
      this.#connection.connectionStateChange.subscribe((state) => {
        if (state === 'connected') resolve();
      });
    });
  }
}

function plain(description: RTCSessionDescription | null | undefined): { type: string; sdp: string } {
  return { type: description?.type ?? '', sdp: description?.sdp ?? '' };
}

function sdpOf(item: Readonly<Record<string, unknown>>): string {
  const { sdp } = objectOf(item['jsep']);
  return typeof sdp === 'string' ? sdp : '';
}

function portsOf(sdp: string): readonly number[] {
  return [...sdp.matchAll(/a=candidate:\S+ \d+ udp \d+ \S+ (\d+) /gu)].map(([, port]) => Number(port));
}
