import type { LocalSource, LocalSourceState, RtcError, RtcSession } from '@jackfield/core';
import { tracker } from './tracker.ts';

/** An own source that can be turned on: the microphone, the camera or the screen. */
type Enabling = LocalSource & { enable(): Promise<void> };

/** What a button for an own source shows and does. */
export class LocalSourceView<Source extends LocalSource = LocalSource> {
  /** The source itself, for commands. */
  readonly source: Source;
  private readonly read: () => LocalSourceState;

  /** Listens only while something reactive reads. */
  constructor(session: RtcSession, source: Source) {
    this.source = source;
    this.read = tracker(
      (notify) => session.subscribe(notify),
      () => source.state,
    );
  }

  /** What was asked for and what is so. */
  get state(): LocalSourceState {
    return this.read();
  }

  /** Whether it sends, or would if there were a call. */
  get on(): boolean {
    const { enabled, muted, capture } = this.state;
    return enabled && !muted && (capture.status === 'live' || capture.status === 'interrupted');
  }

  /** Whether it should send and the system keeps it from it: a call that came in, a switch on the device. */
  get interrupted(): boolean {
    return this.on && this.state.capture.status === 'interrupted';
  }

  /** Whether its device is being opened; a permission prompt or a picker may wait for the person. */
  get opening(): boolean {
    return this.state.capture.status === 'requesting';
  }

  /** Why its device is not to be had. */
  get failure(): RtcError | undefined {
    const { capture } = this.state;
    return capture.status === 'failed' ? capture.error : undefined;
  }

  /** On if it is off, muted or failed; muted if it is on. Rejects as `enable` and `unmute` do. */
  async toggle(this: LocalSourceView<Enabling>): Promise<void> {
    const { source } = this;
    if (this.on || this.opening) return source.mute();
    const { enabled, muted } = source.state;
    if (!enabled || this.failure) await source.enable();
    if (muted) await source.unmute();
  }
}
