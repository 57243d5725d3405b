/** The peer connections of this page that are not closed, whoever made them. Imported before anything that makes one. */
export function openConnections(): readonly RTCPeerConnection[] {
  for (const each of made) if (each.signalingState === 'closed') made.delete(each);
  return [...made];
}

const made = new Set<RTCPeerConnection>();
const Platform = globalThis.RTCPeerConnection;
globalThis.RTCPeerConnection = class extends Platform {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    made.add(this);
  }
};
