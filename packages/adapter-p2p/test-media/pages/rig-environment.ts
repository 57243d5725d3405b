import type { RtcDriverEnvironment } from '@jackfield/core/adapter';

let made = 0;
let open = 0;
let negotiations = 0;
let keyFrames = 0;

const { setParameters } = RTCRtpSender.prototype;
RTCRtpSender.prototype.setParameters = function (
  parameters: RTCRtpSendParameters,
  options?: RTCSetParameterOptions & {
    readonly encodingOptions?: readonly { readonly keyFrame: boolean }[];
  },
) {
  if (options?.encodingOptions?.some(({ keyFrame }) => keyFrame)) keyFrames += 1;
  return setParameters.call(this, parameters, options);
};

/** Counts the connections that are not closed. */
class CountedPeerConnection extends RTCPeerConnection {
  #counted = true;

  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    made += 1;
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

/** What is counted of the peer connections of a page. */
export interface Counts {
  /** Were ever made. */
  readonly made: number;
  /** Are not closed. */
  readonly open: number;
  /** Descriptions that came so far. */
  readonly negotiations: number;
  /** Times that a sender was asked for a key frame. */
  readonly keyFrames: number;
}

/** The counts so far. */
export const counts = (): Counts => ({ made, open, negotiations, keyFrames });

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
  wallNow: () => Date.now(),
  createPlaceholder: () => {
    throw new Error('This adapter needs no placeholder.');
  },
  createMediaStream: (tracks = []) => new MediaStream([...tracks]),
};
