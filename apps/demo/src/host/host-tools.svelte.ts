import { isRtcError, type RtcSession } from '@jackfield/core';
import { actAsHost, followRoom, type HostState, type HostWish } from './host-client.ts';

/** How long until the server is asked again after a stream was cut, milliseconds. */
const againMs = 1000;

/** Who is host of the call, and what the host does, over the server of this page. */
export class HostTools {
  /** What the server says of the room; undefined before it has, and where this provider's rooms have no host. */
  state: HostState | undefined = $state.raw();
  /** Whether rooms of this provider have a host. */
  readonly hosted: boolean;
  readonly #session: RtcSession;
  readonly #provider: string;

  /** Follows the room that a session is in. */
  constructor(setup: { readonly session: RtcSession; readonly provider: string; readonly hosted: boolean }) {
    this.#session = setup.session;
    this.#provider = setup.provider;
    this.hosted = setup.hosted;
  }

  /** Whether whoever reads this is the host. */
  get isHost(): boolean {
    return this.state?.host !== undefined && this.state.host === this.#session.snapshot.self?.userId;
  }

  /** Begins to follow. Returns the undo. */
  listen(): () => void {
    this.state = undefined;
    const ended = new AbortController();
    if (this.hosted) void this.#follow(ended.signal);
    return () => {
      ended.abort();
      this.state = undefined;
    };
  }

  /** Does something as host. Rejects as `actAsHost` does. */
  async act(wish: HostWish): Promise<void> {
    const { self } = this.#session.snapshot;
    if (self) await actAsHost({ provider: this.#provider, room: self.room, userId: self.userId }, wish);
  }

  async #follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const { self } = this.#session.snapshot;
      if (!self) return;
      const place = { provider: this.#provider, room: self.room, userId: self.userId };
      try {
        for await (const state of followRoom(place, { as: 'member', name: self.displayName, signal })) {
          this.state = state;
        }
      } catch (error) {
        // A call goes on without its server: who is host is known again once it answers.
        if (!isRtcError(error)) throw error;
      }
      this.state = undefined;
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  }
}
