import { RTCPeerConnection, type PeerConfig } from 'werift';

import { codecParameters } from './codec-parameters.ts';
import { guardIce } from './guard-ice.ts';
import type { SourceCodec } from './media-source.ts';

/**
 * A peer connection that listens on one address alone: no STUN server, no look at the machine's interfaces. Its sockets
 * are bound to that address, so that media stays on loopback unless somebody chose otherwise, and hear nobody but the other side.
 */
export function createPeer(
  address: string,
  codecs: { audio: SourceCodec; video: SourceCodec },
): RTCPeerConnection {
  const config: Partial<PeerConfig> = {
    iceServers: [],
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceAdditionalHostAddresses: [address],
    iceInterfaceAddresses: { udp4: address },
    bundlePolicy: 'max-bundle',
    codecs: { audio: [codecParameters(codecs.audio)], video: [codecParameters(codecs.video)] },
  };
  const peer = new RTCPeerConnection(config);
  const guard = (): void => {
    for (const { connection } of peer.iceTransports) guardIce(connection);
  };
  // Sockets are there with their candidates.
  peer.onIceCandidate.subscribe(guard);
  peer.iceGatheringStateChange.subscribe(guard);
  return peer;
}
