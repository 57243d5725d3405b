import {
  RTCDtlsFingerprint,
  RTCDtlsParameters,
  RTCDtlsTransport,
  RTCIceGatherer,
  RTCIceParameters,
  RTCIceTransport,
  type RtcpPacket,
  type RtpPacket,
} from 'werift';
import { guardIce } from '@jackfield/emulator-kit';

import type { Ability } from '../wire/ability.ts';

// AES-128 with SHA-1, which every browser speaks, and its AEAD form (RFC 5764, RFC 7714).
const srtpProfiles: ConstructorParameters<typeof RTCDtlsTransport>[3] = [0x0001, 0x0007];

/** What a client is told of the server's end of its transport. */
export interface ServerEnd {
  readonly ufrag: string;
  readonly password: string;
  readonly fingerprint: string;
  readonly port: number;
}

/** The one media path of a client: everything that it sends and receives, as RTP with the numbers of the wire. */
export class ClientTransport {
  readonly server: ServerEnd;
  readonly #ice: RTCIceTransport;
  readonly #dtls: RTCDtlsTransport;
  #open = true;

  constructor(server: ServerEnd, ice: RTCIceTransport, dtls: RTCDtlsTransport) {
    this.server = server;
    this.#ice = ice;
    this.#dtls = dtls;
  }

  /** Opens a socket on one address and waits for the client there. */
  static async open(options: {
    address: string;
    ability: Ability;
    onRtp: (packet: RtpPacket) => void;
    onRtcp: (packet: RtcpPacket) => void;
    onState: (state: string) => void;
  }): Promise<ClientTransport> {
    const { address, ability, onRtp, onRtcp, onState } = options;
    // The client takes the server for ICE-lite: it gathers nothing for it and learns its own address by its checks.
    const gatherer = new RTCIceGatherer({
      iceLite: true,
      useIpv4: false,
      useIpv6: false,
      additionalHostAddresses: [address],
      interfaceAddresses: { udp4: address },
    });
    const ice = new RTCIceTransport(gatherer);
    ice.connection.iceControlling = false;
    const certificate = await RTCDtlsTransport.SetupCertificate();
    const dtls = new RTCDtlsTransport({}, ice, certificate, srtpProfiles);
    dtls.role = 'client';
    dtls.onRtp.subscribe(onRtp);
    dtls.onRtcp.subscribe(onRtcp);
    dtls.onStateChange.subscribe(onState);
    ice.setRemoteParams(
      new RTCIceParameters({ usernameFragment: ability.ufrag, password: ability.password, iceLite: false }),
    );
    dtls.setRemoteParams(
      new RTCDtlsParameters([new RTCDtlsFingerprint('sha-256', ability.fingerprint)], 'server'),
    );
    await gatherer.gather();
    guardIce(ice.connection);
    const { usernameFragment: ufrag, password } = gatherer.localParameters;
    const port = gatherer.localCandidates.find((candidate) => candidate.ip === address)?.port ?? 0;
    const fingerprint = certificate.getFingerprints()[0]?.value ?? '';
    const transport = new ClientTransport({ ufrag, password, fingerprint, port }, ice, dtls);
    transport.#connect().catch(() => {
      onState('failed');
    });
    return transport;
  }

  get isConnected(): boolean {
    return this.#open && this.#dtls.state === 'connected';
  }

  send(packet: RtpPacket): void {
    if (this.isConnected) void this.#dtls.sendRtp(packet.payload, packet.header);
  }

  sendRtcp(packets: RtcpPacket[]): void {
    if (this.isConnected) void this.#dtls.sendRtcp(packets).catch(() => undefined);
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await this.#dtls.stop();
  }

  async #connect(): Promise<void> {
    await this.#ice.start();
    if (this.#open) await this.#dtls.start();
  }
}
