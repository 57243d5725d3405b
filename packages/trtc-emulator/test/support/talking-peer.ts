import {
  IceCandidate,
  RTCDtlsFingerprint,
  RTCDtlsParameters,
  RTCDtlsTransport,
  RTCIceGatherer,
  RTCIceParameters,
  RTCIceTransport,
  RtpHeader,
} from 'werift';

import type { TrtcEmulator } from '../../src/index.ts';
import { PlainClient, plainAbility } from './plain-client.ts';

const audio = { audio: true, bigVideo: false, smallVideo: false, auxVideo: false };
const sentSsrc = 11;
const heardSsrc = 21;

/** One who talks to another over the service: real packets, without a browser. */
export class TalkingPeer {
  readonly client: PlainClient;
  /** Where the service hears this one. */
  readonly mediaPort: number;
  readonly #ice: RTCIceTransport;
  readonly #dtls: RTCDtlsTransport;
  readonly #said = new Set<(text: string) => void>();
  #sequence = 1;

  constructor(options: {
    client: PlainClient;
    mediaPort: number;
    ice: RTCIceTransport;
    dtls: RTCDtlsTransport;
  }) {
    this.client = options.client;
    this.mediaPort = options.mediaPort;
    this.#ice = options.ice;
    this.#dtls = options.dtls;
    this.#dtls.onRtp.subscribe(({ payload }) => {
      for (const hear of [...this.#said]) hear(payload.toString());
    });
  }

  /** Enters a room; resolves when packets can go and come. */
  static async in(emulator: TrtcEmulator, room: string, userId: string): Promise<TalkingPeer> {
    const gatherer = new RTCIceGatherer({
      useIpv4: false,
      useIpv6: false,
      additionalHostAddresses: ['127.0.0.1'],
      interfaceAddresses: { udp4: '127.0.0.1' },
    });
    const ice = new RTCIceTransport(gatherer);
    ice.connection.iceControlling = true;
    const certificate = await RTCDtlsTransport.SetupCertificate();
    const dtls = new RTCDtlsTransport({}, ice, certificate, [0x0001]);
    dtls.role = 'server';
    await gatherer.gather();
    const { usernameFragment: ufrag, password } = gatherer.localParameters;
    const fingerprint = certificate.getFingerprints()[0]?.value ?? '';
    const client = await PlainClient.open(emulator, userId);
    const answer = await client.ask('join/v2', {
      roomId: room,
      useStringRoomId: true,
      trtcRole: 20,
      trtcScene: 1,
      ability: {
        ...plainAbility,
        ice: { ufrag, password },
        dtls: { hash: 'sha-256', fingerprint, setup: 'actpass' },
      },
    });
    if (answer.code !== 0) throw new Error(`${userId}: ${String(answer.code)} ${answer.message}`);
    client.tinyId = answer.tinyId;
    const { ability } = answer.data as { readonly ability: ServerAbility };
    const [candidate] = ability.candidates;
    ice.setRemoteParams(
      new RTCIceParameters({
        usernameFragment: ability.ice.ufrag,
        password: ability.ice.password,
        iceLite: true,
      }),
    );
    dtls.setRemoteParams(
      new RTCDtlsParameters([new RTCDtlsFingerprint('sha-256', ability.dtls.fingerprint)], 'client'),
    );
    const { ip, port, priority } = candidate;
    await ice.addRemoteCandidate(new IceCandidate(1, 'udp', ip, port, priority, 'udp', 'host'));
    await ice.start();
    await dtls.start();
    return new TalkingPeer({ client, mediaPort: port, ice, dtls });
  }

  /** Announces its sound. */
  async publish(): Promise<void> {
    await this.client.ask('publish/v2', { audioSsrc: sentSsrc, state: audio, muteState: {} });
  }

  /** Asks for the sound of another one. */
  async subscribe({ client }: TalkingPeer): Promise<void> {
    const { code, message } = await this.client.ask('subscribe/v3', {
      srcTinyId: client.tinyId,
      ssrc: { audioSsrc: heardSsrc },
      ...audio,
    });
    if (code !== 0) throw new Error(`subscribe: ${String(code)} ${message}`);
  }

  /** Says something until the other one has heard it: single packets may be lost, as on any network. */
  async say(text: string, other: TalkingPeer): Promise<void> {
    const { promise, stop } = other.#hears(text);
    const speak = (): void => {
      const header = new RtpHeader({
        sequenceNumber: this.#sequence,
        timestamp: this.#sequence * 960,
        payloadType: 111,
        ssrc: sentSsrc,
      });
      this.#sequence = (this.#sequence + 1) % 65_536;
      void this.#dtls.sendRtp(Buffer.from(text), header).catch(() => undefined);
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
    this.client.end();
    await this.#dtls.stop();
    await this.#ice.stop();
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
}

interface ServerAbility {
  readonly ice: { readonly ufrag: string; readonly password: string };
  readonly dtls: { readonly fingerprint: string };
  readonly candidates: readonly [{ readonly ip: string; readonly port: number; readonly priority: number }];
}
