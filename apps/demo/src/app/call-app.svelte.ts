import {
  isRtcError,
  type LocalCamera,
  type LocalMicrophone,
  type RtcAdapter,
  type RtcError,
  type RtcSession,
} from '@jackfield/core';
import { DevicesView, SessionView, type LocalSourceView } from '@jackfield/svelte';
import type { Carrier, Fault, Way } from './adapter-choice.ts';
import type { EntryRefusal } from '../host/host-client.ts';
import type { CallHost } from './call-host.ts';
import { catalogue } from '../i18n/language.svelte.ts';
import { linkTo } from './address.ts';
import { chooseWay } from './choose-way.ts';
import { DeviceChoice } from './device-choice.svelte.ts';
import type { ActionName, FailedAction } from './failed-action.ts';
import { identityOfTab } from './identity.ts';
import { JoinForm } from './join-form.svelte.ts';
import { loadCall, type LoadedCall } from './load-call.ts';
import { recall, remember } from './remembered.ts';

/** The needs of the app: a way to call, and more. */
export interface CallAppSetup
  extends
    Pick<Way, 'adapter' | 'provider' | 'carrier'>,
    Partial<Pick<Way, 'encrypts' | 'hosted' | 'trouble'>> {
  readonly session: RtcSession;
  /** The room of the link. */
  readonly room: string | undefined;
  /** Why this browser cannot call with this provider; empty if it can. */
  readonly problems: readonly RtcError[];
  /** Whether this is a team's own build: the trouble panel is open at first. */
  readonly development: boolean;
}

/** The app's own state beside the session's: the form, the last failure, and which screen is shown. */
export class CallApp implements CallHost {
  readonly view: SessionView;
  readonly microphone: LocalSourceView<LocalMicrophone>;
  readonly camera: LocalSourceView<LocalCamera>;
  readonly devices: DeviceChoice;
  readonly form: JoinForm;
  readonly problems: readonly RtcError[];
  readonly chooseWay: CallHost['chooseWay'] = chooseWay;
  /** Why the last attempt to join failed. */
  joinError: RtcError | undefined = $state.raw();
  /** Why the host of the room, or what they said, keeps the person out. */
  refusal: EntryRefusal | undefined = $state();
  /** Tells whether the host is asked to let the person in. */
  waiting: boolean = $state(false);
  /** What the person, or the app for them, tried last in vain. */
  failedAction: FailedAction | undefined = $state.raw();
  /** The providers, where the call is with another one than it was to be with. */
  tookOver: CallHost['tookOver'] = $state.raw();
  /** Whether the person has seen how the last call ended. */
  endSeen: boolean = $state(false);
  readonly userId: string = identityOfTab();
  private setup: CallAppSetup;
  private call: Promise<LoadedCall> | undefined;
  private entering: AbortController | undefined;

  constructor(setup: CallAppSetup) {
    const { session } = setup;
    this.setup = $state.raw(setup);
    this.view = new SessionView(session);
    this.microphone = this.view.microphone;
    this.camera = this.view.camera;
    this.devices = new DeviceChoice(session, new DevicesView());
    this.form = new JoinForm({ room: setup.room, nameLength: setup.adapter.limits.displayNameLength });
    this.problems = setup.problems;
  }

  /** The screen to show. */
  get screen(): 'lobby' | 'call' | 'ended' {
    const { status } = this.view.state;
    if (status === 'joined' || status === 'reconnecting' || status === 'leaving') return 'call';
    return status === 'ended' && !this.endSeen ? 'ended' : 'lobby';
  }

  /** Gets what the call needs and the lobby does not, once. Rejects `network`, and may be tried again then. */
  loadCall(): Promise<LoadedCall> {
    this.call ??= loadCall(this, this.setup.development).catch((error: unknown) => {
      this.call = undefined;
      throw error;
    });
    return this.call;
  }

  get adapter(): RtcAdapter {
    return this.setup.adapter;
  }

  get provider(): string {
    return this.setup.provider;
  }

  get carrier(): Carrier {
    return this.setup.carrier;
  }

  get hosted(): boolean {
    return this.setup.hosted ?? false;
  }

  get trouble(): readonly Fault[] {
    return this.setup.trouble ?? [];
  }

  /** Tells whether the provider can encrypt between people, with a key in the link. */
  get encrypts(): boolean {
    return this.setup.encrypts ?? false;
  }

  /** The call goes on another way. */
  goOn(way: Way): void {
    this.setup = { ...this.setup, ...way };
  }

  /** The link that brings others here; undefined where nobody else can come. */
  get link(): string | undefined {
    if (this.carrier === 'pretend') return undefined;
    return linkTo(this.form.room.trim(), location.href);
  }

  /** Opens what the person had on last time, in one prompt. What fails is told. */
  async openDevices(): Promise<void> {
    const wanted = (['microphone', 'camera'] as const).filter(
      (kind) => !this[kind].state.enabled && recall(kind) !== 'off',
    );
    // With the call comes what hides a room: no device opens without it.
    if (recall('blur') === 'on' || recall('noise') === 'on') {
      await this.attempt('camera', async () => {
        await this.loadCall();
      });
      if (this.failedAction) return;
    }
    const refused = await this.devices.open(wanted);
    await this.attempt('speaker', () => this.devices.openSpeaker());
    for (const { kind, error } of refused) await this.tell(kind, error);
    // Only now: no code of the provider or of the call may delay the preview. A failure shows again on joining.
    await Promise.allSettled([catalogue.loadAdvice(), this.view.session.preload(), this.loadCall()]);
  }

  /** Turns a device on or off. What is chosen in the lobby counts for the next visit too. */
  async toggle(kind: 'microphone' | 'camera'): Promise<void> {
    const device = this[kind];
    if (this.screen === 'lobby') remember(kind, device.on || device.opening ? 'off' : 'on');
    await this.attempt(kind, async () => {
      await (kind === 'camera' ? this.camera : this.microphone).toggle();
      // A camera that was off until now was opened as core does where nobody says how.
      if (kind === 'camera' && this.camera.on) await this.devices.useQuality();
    });
  }

  /** Does something that may fail; a failure is shown, unless it was the person's own choice. */
  async attempt(what: ActionName, run: () => Promise<void>): Promise<void> {
    this.failedAction = undefined;
    try {
      await run();
    } catch (error) {
      if (!isRtcError(error)) throw error;
      await this.tell(what, error);
    }
  }

  /** Shows what failed and what to do. */
  async tell(what: ActionName, failure: FailedAction['failure']): Promise<void> {
    if (failure.code === 'screen-share-cancelled' || failure.code === 'aborted') return;
    // A device that does not open is told of by its state, with help of its own.
    if ((what === 'microphone' || what === 'camera') && this[what].failure) return;
    await catalogue.wantAdvice();
    this.failedAction = { what, failure };
  }

  /** Joins with what the form says. */
  async join(): Promise<void> {
    this.joinError = undefined;
    this.refusal = undefined;
    this.form.save();
    const room = this.form.room.trim();
    history.replaceState(null, '', linkTo(room, location.href));
    try {
      const { parts } = await this.loadCall();
      if (parts.ui.pushToTalk) await this.view.session.microphone.mute();
      if (this.hosted) {
        this.entering = new AbortController();
        const { askAtDoor } = await import('./ask-at-door.ts');
        if (!(await askAtDoor(this, room, this.entering.signal))) return;
      }
      await this.view.session.join({ room, userId: this.userId, displayName: this.form.displayName });
      this.endSeen = false;
    } catch (error) {
      if (!isRtcError(error)) throw error;
      if (error.code === 'aborted') return;
      await catalogue.wantAdvice();
      this.joinError = error;
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
    this.entering?.abort();
    await this.view.session.leave();
  }
}
