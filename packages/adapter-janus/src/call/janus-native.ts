/** The browser's objects of a leg, for statistics and experiments. */
export interface JanusNative {
  /** The connection that sends; undefined before something is published. */
  readonly publisher: RTCPeerConnection | undefined;
  /** The connection that receives; undefined before something is wanted. */
  readonly subscriber: RTCPeerConnection | undefined;
}
