import { isCutOff, moved, movedDescription } from './move-media.ts';

/** Counts the peer connections of this page that are not closed, whoever makes them. */
export const connections: { open: () => number } = { open: () => 0 };

const made = new Set<RTCPeerConnection>();
connections.open = () => [...made].filter(({ signalingState }) => signalingState !== 'closed').length;

const Platform = globalThis.RTCPeerConnection;
globalThis.RTCPeerConnection = class extends Platform {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    made.add(this);
  }

  override addIceCandidate(candidate?: RTCIceCandidateInit | null): Promise<void> {
    if (!candidate?.candidate) return super.addIceCandidate(candidate);
    if (isCutOff(candidate.candidate)) return Promise.resolve();
    const { sdpMid = null, sdpMLineIndex = null } = candidate;
    return super.addIceCandidate({ candidate: moved(candidate.candidate), sdpMid, sdpMLineIndex });
  }

  override setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    return super.setRemoteDescription(movedDescription(description));
  }
};
