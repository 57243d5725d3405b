import { isRtcError, type RtcSession } from '@jackfield/core';
import type { CallHost } from '../app/call-host.ts';
import { ownMark } from '../app/own-mark.ts';
import { actAsHost, followRoom, type HostState, type HostWish } from './host-client.ts';

/** How long until the server is asked again after a stream was cut, milliseconds. */
const againMs = 1000;

/** Who is host of the call, and what the host does, over the server of this page. */
export class HostTools {
  /** The mark of the own key; undefined where nothing is encrypted. */
  key: string | undefined = $state();
  /** The last that the server said, and of whose room. */
  #said: Said | undefined = $state.raw();
  readonly #session: RtcSession;
  readonly #app: Pick<CallHost, 'adapter' | 'provider' | 'hosted'>;

  /** Follows the room that a session is in. */
  constructor(app: Pick<CallHost, 'adapter' | 'provider' | 'hosted' | 'view'>) {
    this.#session = app.view.session;
    this.#app = app;
  }

  /**
   * The room as the server tells of it; undefined before it has, and where this provider's rooms have no host. Of the room at a provider
   * that the call has left nothing is so any more, from the very moment on.
   */
  get state(): HostState | undefined {
    return this.#said?.provider === this.#app.provider ? this.#said.state : undefined;
  }

  /** Tells whether rooms of the provider have a host. */
  get hosted(): boolean {
    return this.#app.hosted;
  }

  /** Tells whether whoever reads this is the host. */
  get isHost(): boolean {
    return this.state?.host !== undefined && this.state.host === this.#session.snapshot.self?.userId;
  }

  /** Tells whether the host has another key, or one side has none: neither can decrypt the other. */
  get otherKey(): 'mine' | 'none-of-host' | undefined {
    if (this.state?.host === undefined || this.isHost || this.state.hostKey === this.key) return undefined;
    return this.state.hostKey === undefined ? 'none-of-host' : 'mine';
  }

  /** Begins to follow the room at the provider of the moment. Returns the undo. */
  listen(): () => void {
    this.#said = undefined;
    const ended = new AbortController();
    const { provider } = this.#app;
    if (this.hosted) void this.#follow(provider, ended.signal);
    return () => {
      ended.abort();
      this.#said = undefined;
    };
  }

  /** Does something as host. Rejects as `actAsHost` does. */
  async act(wish: HostWish): Promise<void> {
    const { self } = this.#session.snapshot;
    if (self) await actAsHost({ provider: this.#app.provider, room: self.room, userId: self.userId }, wish);
  }

  async #follow(provider: string, signal: AbortSignal): Promise<void> {
    this.key = await ownMark(this.#app.adapter);
    while (!signal.aborted) {
      const { self } = this.#session.snapshot;
      if (!self) return;
      const place = { provider, room: self.room, userId: self.userId };
      try {
        for await (const state of followRoom(place, {
          as: 'member',
          name: self.displayName,
          key: this.key,
          signal,
        })) {
          this.#told({ provider, state }, signal);
        }
      } catch (error) {
        // A call goes on without its server: who is host is known again once it answers.
        if (!isRtcError(error)) throw error;
      }
      this.#told(undefined, signal);
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  }
  /** Another provider's room may be followed by now. */
  #told(said: Said | undefined, { aborted }: AbortSignal): void {
    if (!aborted) this.#said = said;
  }
}

interface Said {
  readonly provider: string;
  readonly state: HostState;
}
