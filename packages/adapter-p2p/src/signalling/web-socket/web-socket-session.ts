import { errors, signallingLostError } from '../../errors/map-errors.ts';
import type { ModerateAction } from '../../protocol/client-frames.ts';
import type { MemberState } from '../../protocol/member-state.ts';
import type { NumberedServerFrame } from '../../protocol/server-frames.ts';
import { EventHold } from '../event-hold.ts';
import type {
  SignallingListener,
  SignallingRequest,
  SignallingSession,
  SignallingWelcome,
} from '../signalling.ts';
import { deliverFrame } from './deliver-frame.ts';
import type { SocketConstructor } from './frame-socket.ts';
import { PendingRequests } from './pending-requests.ts';
import { ResumableConnection } from './resumable-connection.ts';
import type { WebSocketSignallingOptions } from './web-socket-signalling.ts';

/** A membership over a connection that survives the loss of its socket. */
export class WebSocketSession implements SignallingSession {
  /** Enters the room. */
  static async open(
    options: WebSocketSignallingOptions,
    request: SignallingRequest,
  ): Promise<WebSocketSession> {
    const { WebSocket: Socket } = options;
    if (!Socket) {
      const message = 'This environment has no WebSocket: give webSocketSignalling one.';
      throw errors.make('not-supported', message);
    }
    const session = new WebSocketSession(options, Socket, request);
    await session.#connection.enter();
    return session;
  }

  readonly #requests = new PendingRequests();
  readonly #events = new EventHold();
  readonly #connection: ResumableConnection;

  private constructor(
    options: WebSocketSignallingOptions,
    Socket: SocketConstructor,
    request: SignallingRequest,
  ) {
    this.#connection = new ResumableConnection({
      Socket,
      url: options.url,
      reconnectMs: options.reconnectMs ?? 60_000,
      attemptMs: options.attemptMs ?? 5000,
      request,
      listener: {
        frame: (frame) => this.#onFrame(frame),
        interrupted: (error) => this.#events.deliver((listener) => listener.interrupted(error)),
        resumed: () => this.#events.deliver((listener) => listener.resumed()),
        restarted: (welcome) => {
          this.#requests.rejectAll(signallingLostError(0, 'The signalling server was restarted.'));
          this.#events.deliver((listener) => listener.restarted(welcome));
        },
        ended: (reason, error) => this.#events.deliver((listener) => listener.ended(reason, error)),
        finished: () => this.#requests.close(errors.make('aborted', 'The request was given up.')),
      },
    });
  }

  get welcome(): SignallingWelcome {
    return this.#connection.welcome;
  }

  start(listener: SignallingListener): void {
    this.#events.release(listener);
  }

  send(to: string, payload: unknown): void {
    this.#connection.send({ type: 'signal', to, payload });
  }

  async publishState(state: MemberState): Promise<void> {
    await this.#requests.make((request) => this.#connection.send({ type: 'state', request, state }));
  }

  async setProfile(displayName: string): Promise<void> {
    await this.#requests.make((request) => this.#connection.send({ type: 'profile', request, displayName }));
  }

  async renew(credential: string): Promise<number | undefined> {
    const done = await this.#requests.make((request) =>
      this.#connection.send({ type: 'renew', request, credential }),
    );
    return done.credentialExpiresInMs;
  }

  async moderate(action: ModerateAction): Promise<void> {
    await this.#requests.make((request) => this.#connection.send({ type: 'moderate', request, ...action }));
  }

  leave(): Promise<void> {
    return this.#connection.leave();
  }

  abandon(): void {
    this.#connection.abandon();
  }

  #onFrame(frame: NumberedServerFrame): void {
    if (frame.type === 'done' || frame.type === 'failed') this.#requests.answer(frame);
    else {
      this.#events.deliver((listener) => {
        deliverFrame(frame, listener);
      });
    }
  }
}
