import type { RtcDriver } from '../adapter/rtc-driver.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { RtcErrorCode } from '../errors/rtc-error-code.ts';
import { ParticipantView } from '../machine/participant-view.ts';
import type { ParticipantMap } from '../model/participant.ts';
import type { SessionState } from '../model/session-state.ts';
import { can } from './can.ts';
import { checkJoin } from './check-join.ts';
import type { LocalCamera, LocalMicrophone, LocalScreen, LocalSource } from './local-source.ts';
import { PageLife } from './page-life.ts';
import { ParticipantHandle, type HandlePort } from './participant-handle.ts';
import type { RemoteParticipant } from './remote-participant.ts';
import type { JoinOptions, LeaveOptions, ModerationAct, Playback, RtcSession } from './rtc-session.ts';
import { sendMessage } from './send-message.ts';
import type { SessionAction } from './session-action.ts';
import type { RtcSessionEvents } from './session-events.ts';
import type { SessionSnapshot } from './session-snapshot.ts';
import { toModeration } from './to-moderation.ts';
import { waitForSubscription } from './wait-for-subscription.ts';
import type { Parts } from './wire.ts';

/** How long a change of role or name may take, in milliseconds. */
const commandMs = 10_000;

/** The app face over the parts: checks, then passes on. */
export class Session<Native> implements RtcSession<Native> {
  readonly participants: ParticipantMap;
  readonly microphone: LocalMicrophone;
  readonly camera: LocalCamera;
  readonly screen: LocalScreen;
  readonly screenAudio: LocalSource;
  readonly playback: Playback;
  readonly #parts: Parts<Native>;
  readonly #page: PageLife;
  readonly #handles = new Map<string, ParticipantHandle>();
  readonly #handlePort: HandlePort;
  #disposed = false;
  #cached: { readonly state: Parts['store']['state']; readonly snapshot: SessionSnapshot } | undefined;

  constructor(parts: Parts<Native>) {
    const { store, local, remote, subscriptions, environment, call } = parts;
    this.#parts = parts;
    this.participants = new ParticipantView(() => store.state);
    this.microphone = local.microphone;
    this.camera = local.camera;
    this.screen = local.screen;
    this.screenAudio = local.screenAudio;
    this.playback = remote.playback;
    this.#handlePort = {
      remote,
      participant: (id) => store.state.participants.get(id),
      subscribe: (key) => {
        const subscribed = waitForSubscription(this, key);
        // What is refused at once must not come into force when it is published later.
        if (this.participants.get(key.participantId)?.sources[key.source]) subscriptions.setManual(key, true);
        return subscribed;
      },
      unsubscribe: (key) => {
        subscriptions.setManual(key, false);
      },
    };
    store.on('participant-left', ({ participant }) => this.#handles.delete(participant.id));
    this.#page = new PageLife(environment, {
      abandon: () => {
        call.abandon();
      },
      inCall: () => call.leg !== undefined,
      applyAgain: () => {
        subscriptions.again();
        void parts.publisher.sync();
      },
      local,
      join: (options) => this.join(options),
    });
    store.on('state-changed', ({ state }) => {
      if (state.status === 'ended') this.#page.ended(state.reason);
    });
  }

  get state(): SessionState {
    return this.#parts.store.state.session;
  }

  get snapshot(): SessionSnapshot {
    const { state } = this.#parts.store;
    if (this.#cached?.state !== state) {
      const { session, self, participants, local, playbackBlocked, recording } = state;
      this.#cached = {
        state,
        snapshot: { state: session, self, participants, local, playbackBlocked, recording },
      };
    }
    return this.#cached.snapshot;
  }

  get native(): Native | undefined {
    return this.#parts.call.active?.driver.native;
  }

  async join(options: JoinOptions): Promise<void> {
    const { status } = this.state;
    if (this.#disposed || (status !== 'idle' && status !== 'ended')) {
      throw invalidState(
        this.#disposed ? 'This session was disposed; make a new one.' : `Cannot join while ${status}.`,
      );
    }
    checkJoin(this.#parts.adapter, options);
    this.#page.joining(options);
    await this.#parts.call.join(options);
    this.#parts.signals.apply();
  }

  leave({ keepCapture = false }: LeaveOptions = {}): Promise<void> {
    this.#page.left();
    return this.#parts.call.end('left', { keepCapture });
  }

  async dispose(): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#page.dispose();
    const { call, local, remote, store } = this.#parts;
    await call.end('disposed');
    local.dispose();
    remote.dispose();
    if (this.state.status !== 'ended' || this.state.reason !== 'disposed') {
      store.dispatch({ type: 'callEnded', data: { reason: 'disposed' } });
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  participant(id: string): RemoteParticipant | undefined {
    const participant = this.participants.get(id);
    if (!participant) return undefined;
    const handle = this.#handles.get(id) ?? new ParticipantHandle(this.#handlePort, participant);
    this.#handles.set(id, handle);
    return handle;
  }

  can(action: SessionAction): boolean {
    const { adapter, environment, store } = this.#parts;
    return can(action, adapter.capabilities, store.state.self?.permissions, environment);
  }

  async sendMessage(message: {
    readonly topic: string;
    readonly text: string;
    readonly to?: readonly string[];
  }): Promise<void> {
    await sendMessage(this.#parts, message);
  }

  async setRole(role: string): Promise<void> {
    const { roles } = this.#parts.adapter.capabilities;
    if (!roles.includes(role)) throw refuse('unsupported', `There is no role ${role} with this vendor.`);
    await this.#command('Changing the role', (driver) => driver.doSetRole?.(role));
    this.#parts.store.dispatch({ type: 'selfChanged', data: { role } });
  }

  async moderate(request: ModerationAct): Promise<void> {
    const { name, capabilities } = this.#parts.adapter;
    if (!capabilities.moderation.includes(request.action)) {
      throw refuse('unsupported', `${name} has no way to ${request.action}.`);
    }
    const translated = toModeration(request, this.#parts.store.state.ids);
    try {
      await this.#command('Moderating', (driver) => driver.doModerate?.(translated));
    } catch (error) {
      // Who closes the room is out of it too, often before the vendor has answered.
      const { status } = this.state;
      if (request.action !== 'close-room' || (status !== 'leaving' && status !== 'ended')) throw error;
    }
  }

  async setDisplayName(displayName: string): Promise<void> {
    const { limits, capabilities, name } = this.#parts.adapter;
    if (!capabilities.displayNames) throw refuse('unsupported', `Names do not travel with ${name}.`);
    if (displayName.length > limits.displayNameLength) {
      throw refuse(
        'invalid-argument',
        `displayName must have at most ${String(limits.displayNameLength)} characters.`,
      );
    }
    await this.#command('Changing the name', (driver) => driver.doSetProfile?.({ displayName }));
    this.#parts.store.dispatch({ type: 'selfChanged', data: { displayName } });
  }

  on<Name extends keyof RtcSessionEvents>(
    name: Name,
    listener: (event: RtcSessionEvents[Name]) => void,
  ): () => void {
    return this.#parts.store.on(name, listener);
  }

  subscribe(listener: () => void): () => void {
    return this.#parts.store.subscribe(listener);
  }

  async #command(what: string, run: (driver: RtcDriver<Native>) => Promise<void> | undefined): Promise<void> {
    const leg = this.#parts.call.active;
    if (!leg) throw invalidState(`${what} needs a call: join first.`);
    await leg.call(['session'], { ms: commandMs, what }, async (driver) => {
      const done = run(driver);
      if (!done) throw refuse('unsupported', `${what} is not possible with ${this.#parts.adapter.name}.`);
      await done;
    });
  }
}

function refuse(code: RtcErrorCode, message: string): RtcError {
  return new RtcError({ code, message });
}

function invalidState(message: string): RtcError {
  return refuse('invalid-state', message);
}
