import { RtcError, type RtcDriverEnvironment } from '@jackfield/core/adapter';
import { fieldsOf, type Fields } from '../client/fields.ts';
import type { JanusHandle } from '../client/janus-handle.ts';

/** What a {@link Peer} is made with. */
export interface PeerParts {
  readonly environment: Pick<RtcDriverEnvironment, 'RTCPeerConnection'>;
  readonly iceServers: readonly RTCIceServer[];
  readonly handle: JanusHandle;
  /** The connection has failed for good. */
  failed(): void;
}

/** A peer connection to the server, by one handle. */
export class Peer {
  readonly connection: RTCPeerConnection;
  readonly #handle: JanusHandle;
  readonly #end = new AbortController();
  /** The server's candidates that came before its description. */
  #early: RTCIceCandidateInit[] = [];

  constructor({ environment, iceServers, handle, failed }: PeerParts) {
    const { RTCPeerConnection } = environment;
    if (!RTCPeerConnection) {
      const message = 'This browser has no RTCPeerConnection.';
      throw new RtcError({ code: 'not-supported', message, adapter: 'janus' });
    }
    this.#handle = handle;
    this.connection = new RTCPeerConnection({ iceServers: [...iceServers], bundlePolicy: 'max-bundle' });
    const { signal } = this.#end;
    this.connection.addEventListener('icecandidate', ({ candidate }) => handle.trickle(candidate), {
      signal,
    });
    this.connection.addEventListener(
      'connectionstatechange',
      () => {
        if (this.connection.connectionState === 'failed') failed();
      },
      { signal },
    );
  }

  /** The handle that it goes by. */
  get handle(): JanusHandle {
    return this.#handle;
  }

  /** Takes the server's description. */
  async take(description: RTCSessionDescriptionInit): Promise<void> {
    await this.connection.setRemoteDescription(description);
    for (const candidate of this.#early.splice(0)) this.#add(candidate);
  }

  /** Takes a candidate of the server. */
  trickled(message: Fields): void {
    const { candidate, sdpMLineIndex, sdpMid } = fieldsOf(message['candidate']) ?? {};
    if (typeof candidate !== 'string') return;
    const found: RTCIceCandidateInit = {
      candidate,
      ...(typeof sdpMid === 'string' ? { sdpMid } : {}),
      ...(typeof sdpMLineIndex === 'number' ? { sdpMLineIndex } : {}),
    };
    if (this.connection.remoteDescription) this.#add(found);
    else this.#early.push(found);
  }

  /** Resolves when media can flow. Rejects where it never will, or with the signal's reason. */
  connected(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const { connection } = this;
      const stop = new AbortController();
      const look = (): void => {
        if (connection.connectionState === 'connected') resolve();
        else if (signal.aborted) reject(signal.reason as Error);
        else if (this.#end.signal.aborted || connection.connectionState === 'failed') reject(noWay());
        else return;
        stop.abort();
      };
      connection.addEventListener('connectionstatechange', look, { signal: stop.signal });
      signal.addEventListener('abort', look, { signal: stop.signal });
      this.#end.signal.addEventListener('abort', look, { signal: stop.signal });
      look();
    });
  }

  /** Ends it. */
  close(): void {
    this.#end.abort();
    this.connection.close();
  }

  #add(candidate: RTCIceCandidateInit): void {
    // One candidate that is of no use here does not end the others.
    this.connection.addIceCandidate(candidate).catch(() => undefined);
  }
}

function noWay(): RtcError {
  const message = 'No way for media was found to the Janus server. A TURN server may help.';
  return new RtcError({ code: 'ice-failed', message, adapter: 'janus' });
}
