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
};
