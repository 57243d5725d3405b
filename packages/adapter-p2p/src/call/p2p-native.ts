/** The peer connections of a leg: the typed way out of what core has no word for. */
export interface P2pNative {
  /** The own member id. */
  readonly id: string;
  /** The connection to each member at this moment. A new object stands for each connection that begins anew. */
  peerConnections(): ReadonlyMap<string, RTCPeerConnection>;
}
