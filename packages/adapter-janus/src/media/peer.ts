import { RtcError, type RtcDriverEnvironment } from '@jackfield/core/adapter';
import { untilAborted } from '@jackfield/core/adapter-kit';
import { fieldsOf, type Fields } from '../client/fields.ts';
import type { JanusAnswer, JanusHandle } from '../client/janus-handle.ts';
import { JanusRefusal } from '../client/janus-refusal.ts';

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
  /** Whether something was asked whose answer never came: the server may have another idea of the connection than this side. */
  #inDoubt = false;

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

  /**
   * Whether it can go on after its socket was lost: not where it failed, and not where descriptions or candidates were under way. Measured:
   * what the server sent meanwhile is gone, and after another offer it never connects.
   */
  get stands(): boolean {
    const { connectionState, remoteDescription } = this.connection;
    if (this.#inDoubt) return false;
    return (
      remoteDescription === null || connectionState === 'connected' || connectionState === 'disconnected'
    );
  }

  /** Asks the plugin for what changes the connection. Rejects with its refusal. */
  async ask(...[body, how]: Parameters<JanusHandle['ask']>): Promise<JanusAnswer> {
    const isSent = this.#handle.isOpen;
    try {
      return await this.#handle.ask(body, how);
    } catch (cause) {
      if (isSent && !(cause instanceof JanusRefusal)) this.#inDoubt = true;
      throw cause;
    }
  }

  /** The handle that it goes by, for what leaves the connection as it is. */
  get handle(): JanusHandle {
    return this.#handle;
  }

  /** Waits for the browser, until this is closed: of a connection that is closed browsers leave open what was under way. */
  within<Result>(work: Promise<Result>): Promise<Result> {
    return untilAborted(work, {
      signal: this.#end.signal,
      what: 'A change of the connection to the Janus server',
    });
  }

  /** Makes the next description of this side, and gives it. */
  async describe(): Promise<RTCSessionDescriptionInit | undefined> {
    await this.within(this.connection.setLocalDescription());
    return this.connection.localDescription?.toJSON();
  }

  /** Takes an offer of this side back that was not answered. */
  async rollBack(): Promise<void> {
    if (this.connection.signalingState !== 'have-local-offer') return;
    await this.within(this.connection.setLocalDescription({ type: 'rollback' }));
  }

  /** Takes the server's description. */
  async take(description: RTCSessionDescriptionInit): Promise<void> {
    await this.within(this.connection.setRemoteDescription(description));
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
