/** The one peer connection of an instance, as far as an adapter may look at it. */
export class DoubleConnection extends EventTarget {
  connectionState: RTCPeerConnectionState = 'connected';

  getStats(): Promise<ReadonlyMap<string, object>> {
    return Promise.resolve(new Map());
  }

  becomes(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }
}
