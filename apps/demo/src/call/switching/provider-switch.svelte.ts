import { isRtcError, RtcError, type RtcErrorCode } from '@jackfield/core';
import type { DifferenceName, SwitchGap } from '@jackfield/core/switch';
import type { Way } from '../../app/adapter-choice.ts';
import { withProvider } from '../../app/address.ts';
import type { CallHost } from '../../app/call-host.ts';
import { ownMark } from '../../app/own-mark.ts';
import { askToEnter } from '../../host/ask-to-enter.ts';

/** The time that the others may take to come to the next provider as well, milliseconds. */
const deadlineMs = 60_000;

/** The state of a change of the provider, as a person is told it. */
export type SwitchState =
  | { readonly status: 'idle' }
  | {
      readonly status: 'running';
      /** The name of the provider. */
      readonly to: string;
      /** Pictures and sounds that come from there already, of all that have to. */
      readonly ready: number;
      readonly wanted: number;
      /** The host of the room at that provider is asked. */
      readonly waiting: boolean;
    }
  | { readonly status: 'done'; readonly to: string; readonly gaps: readonly SwitchGap[] }
  | { readonly status: 'failed'; readonly to: string; readonly code: RtcErrorCode };

/** The choice of a person. */
export interface SwitchPlan {
  readonly way: Way;
  /** The losses that they accept. */
  readonly allow: readonly DifferenceName[];
  /** Tells whether those who do not come are left behind. */
  readonly leaveBehind: boolean;
}

/** The change of the provider while a call goes on. */
export class ProviderSwitch {
  /** The state of the change to show now. */
  state: SwitchState = $state.raw({ status: 'idle' });
  readonly #app: CallHost;
  #running: AbortController | undefined;

  constructor(app: CallHost) {
    this.#app = app;
  }

  /** Tells whether it is under way. */
  get runs(): boolean {
    return this.state.status === 'running';
  }

  /** Changes the provider. Never rejects: `state` tells what came of it. */
  async run({ way, allow, leaveBehind }: SwitchPlan): Promise<void> {
    if (this.#running) return;
    const running = new AbortController();
    const { signal } = running;
    this.#running = running;
    const { provider: to } = way;
    const { session } = this.#app.view;
    this.state = { status: 'running', to, ready: 0, wanted: 0, waiting: false };
    const tell = (told: Partial<Extract<SwitchState, { status: 'running' }>>): void => {
      if (this.state.status === 'running') this.state = { ...this.state, ...told };
    };
    const undo = session.on('adapter-switch-progressed', ({ ready, wanted }) => {
      tell({ ready, wanted });
    });
    try {
      // Comes when it is wanted: most calls stay where they are.
      const [{ switchAdapter }] = await Promise.all([
        import('@jackfield/core/switch'),
        this.#askToEnter(way, signal, (waiting) => {
          tell({ waiting });
        }),
      ]);
      const { gaps } = await switchAdapter(session, way.adapter, {
        signal,
        deadlineMs,
        allow,
        until: leaveBehind ? 'deadline' : 'everyone',
        // The server of this page gives nobody the id of somebody else, at any provider.
        samePerson: (one, other) => one === other,
      });
      const { self } = session.snapshot;
      const href = withProvider({ adapter: to, room: self?.room ?? '' }, location.href);
      history.replaceState(null, '', href);
      this.#app.goOn(way);
      this.state = { status: 'done', to, gaps };
    } catch (error) {
      // What is no error of a call is code that could not be fetched.
      const code = isRtcError(error) ? error.code : 'network';
      this.state = signal.aborted ? { status: 'idle' } : { status: 'failed', to, code };
    } finally {
      undo();
      this.#running = undefined;
    }
  }

  /** Gives it up: the call stays where it is. */
  cancel(): void {
    this.#running?.abort();
  }

  /** Takes back what was shown of a change that is over. */
  dismiss(): void {
    if (!this.#running) this.state = { status: 'idle' };
  }

  /** The call is over, and with it all of this. */
  end(): void {
    this.cancel();
    this.dismiss();
  }

  /** Asks the host of the room at the next provider, as somebody who comes by the lobby. Rejects `forbidden`. */
  async #askToEnter(
    { adapter, hosted, provider }: Way,
    signal: AbortSignal,
    told: (waiting: boolean) => void,
  ): Promise<void> {
    const { self } = this.#app.view.session.snapshot;
    if (!hosted || !self) return;
    const entry = await askToEnter(
      { provider, room: self.room, userId: this.#app.userId },
      {
        name: self.displayName,
        key: await ownMark(adapter),
        signal,
        onwaiting: () => {
          told(true);
        },
      },
    );
    told(false);
    if (entry !== 'open')
      throw new RtcError({ code: 'forbidden', message: `The host of the next room answered: ${entry}.` });
  }
}
