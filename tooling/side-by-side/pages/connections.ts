declare global {
  interface Window {
    /** The one way that media of this page may take; any where it is missing. */
    readonly relayServer?: RTCIceServer;
  }
}

/** The peer connections of this page that are not closed, whoever made them. Imported before anything that makes one. */
export function openConnections(): readonly RTCPeerConnection[] {
  for (const each of made) if (each.signalingState === 'closed') made.delete(each);
  return [...made];
}

const made = new Set<RTCPeerConnection>();
const Platform = globalThis.RTCPeerConnection;

function byRelay(configuration: RTCConfiguration | undefined): RTCConfiguration | undefined {
  const { relayServer } = window;
  return relayServer
    ? { ...configuration, iceServers: [relayServer], iceTransportPolicy: 'relay' }
    : configuration;
}

globalThis.RTCPeerConnection = class extends Platform {
  constructor(configuration?: RTCConfiguration) {
    super(byRelay(configuration));
    made.add(this);
  }

  override setConfiguration(configuration?: RTCConfiguration): void {
    super.setConfiguration(byRelay(configuration));
  }
};
