import {
  isRtcError,
  type LocalCamera,
  type LocalMicrophone,
  type RtcError,
  type RtcSession,
} from '@jackfield/core';
import { SessionView, type LocalSourceView } from '@jackfield/svelte';
import { JoinForm } from './join-form.svelte.ts';
import { linkTo } from './address.ts';
import { recall, remember } from './remembered.ts';
import { randomText } from './room-name.ts';

/** What the app needs to run. */
export interface CallAppSetup {
  readonly session: RtcSession;
  /** The room of the link. */
  readonly room: string | undefined;
  /** The longest display name that the provider takes. */
  readonly nameLength: number;
  /** Why this browser cannot call with this provider; empty if it can. */
  readonly problems: readonly RtcError[];
  /** Gets the provider's code, once there is time for it. */
  readonly preload: () => Promise<void>;
}

/** The app's own state beside the session's: the form, the last failure, and which screen is shown. */
export class CallApp {
  readonly view: SessionView;
  readonly microphone: LocalSourceView<LocalMicrophone>;
  readonly camera: LocalSourceView<LocalCamera>;
  readonly form: JoinForm;
  readonly problems: readonly RtcError[];
  /** Why the last attempt to join failed. */
  joinError: RtcError | undefined = $state.raw();
  /** What went wrong with something the person did during the call. */
  actionError: RtcError | undefined = $state.raw();
  /** Whether the person has seen how the last call ended. */
  endSeen: boolean = $state(false);
  // A person is who opened this page: another tab is another person, so that they do not throw each other out.
  private readonly userId = `web-${randomText(12)}`;
  private readonly preload: () => Promise<void>;

  constructor(setup: CallAppSetup) {
    this.view = new SessionView(setup.session);
    this.microphone = this.view.microphone;
    this.camera = this.view.camera;
    this.form = new JoinForm(setup);
    this.problems = setup.problems;
    this.preload = setup.preload;
  }

  /** The screen to show. */
  get screen(): 'lobby' | 'call' | 'ended' {
    const { status } = this.view.state;
    if (status === 'joined' || status === 'reconnecting' || status === 'leaving') return 'call';
    return status === 'ended' && !this.endSeen ? 'ended' : 'lobby';
  }

  /** The link that brings others here. */
  get link(): string {
    return linkTo(this.form.room.trim(), location.href);
  }

  /** Opens what the person had on last time, in one prompt. Failures are in the state of the sources. */
  async openDevices(): Promise<void> {
    const { session } = this.view;
    const wanted = [session.microphone, session.camera].filter(
      ({ state }) => !state.enabled && recall(state.source as 'microphone' | 'camera') !== 'off',
    );
    await Promise.allSettled(wanted.map((source) => source.enable()));
    // Only now: the provider's code must not delay the preview. A failure shows again, with its reason, on joining.
    await this.preload().catch(() => undefined);
  }

  /** Turns a device on or off. A failure is in its state. What is chosen in the lobby counts for the next visit too. */
  async toggle(kind: 'microphone' | 'camera'): Promise<void> {
    const device = this[kind];
    if (this.screen === 'lobby') remember(kind, device.on || device.opening ? 'off' : 'on');
    await (kind === 'camera' ? this.camera : this.microphone).toggle().catch(() => undefined);
  }

  /** Shares the screen, or stops sharing it. Closing the picker is a choice, not a failure. */
  async toggleScreen(): Promise<void> {
    const { screen } = this.view.session;
    this.actionError = undefined;
    try {
      await (screen.state.enabled ? screen.disable() : screen.enable({ audio: true }));
    } catch (error) {
      if (!isRtcError(error)) throw error;
      if (error.code !== 'screen-share-cancelled' && error.code !== 'aborted') this.actionError = error;
    }
  }

  /** Joins with what the form says. */
  async join(): Promise<void> {
    this.joinError = undefined;
    this.form.save();
    const room = this.form.room.trim();
    history.replaceState(null, '', linkTo(room, location.href));
    try {
      await this.view.session.join({ room, userId: this.userId, displayName: this.form.displayName });
      this.endSeen = false;
    } catch (error) {
      if (!isRtcError(error)) throw error;
      if (error.code !== 'aborted') this.joinError = error;
    }
  }

  /** Joins again after the end, with the devices as they were before. */
  async rejoin(): Promise<void> {
    this.endSeen = true;
    void this.openDevices();
    await this.join();
  }

  /** Ends the call, or the attempt to join. */
  async leave(): Promise<void> {
    await this.view.session.leave();
  }
}
