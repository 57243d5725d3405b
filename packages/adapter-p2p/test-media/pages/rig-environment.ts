import type { RtcDriverEnvironment } from '@jackfield/core/adapter';

let open = 0;
let negotiations = 0;

/** Counts the connections that are not closed. */
class CountedPeerConnection extends RTCPeerConnection {
  #counted = true;

  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    open += 1;
  }

  override setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    negotiations += 1;
    return super.setRemoteDescription(description);
  }

  override close(): void {
    super.close();
    if (this.#counted) open -= 1;
    this.#counted = false;
  }
}

/** Peer connections that are not closed, and descriptions that came so far. */
export const counts = (): { open: number; negotiations: number } => ({ open, negotiations });

/** What a driver runs in. */
export const environment: RtcDriverEnvironment = {
  clock: {
    now: () => performance.now(),
    after(delayMs, run) {
      const handle = setTimeout(run, delayMs);
      return () => {
        clearTimeout(handle);
      };
    },
  },
  RTCPeerConnection: CountedPeerConnection,
  createPlaceholder: () => {
    throw new Error('This adapter needs no placeholder.');
  },
  createMediaStream: (tracks = []) => new MediaStream([...tracks]),
};
