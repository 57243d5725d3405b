import type { LocalSourceState, RtcError } from '@jackfield/core';
import type { SessionView } from './session-view.ts';

/** What a button for a microphone or a camera shows and does. */
export class DeviceSourceView {
  /** Which of the two. */
  readonly source: 'microphone' | 'camera';
  private readonly view: SessionView;

  /** Reads through the view of the session. */
  constructor(view: SessionView, source: 'microphone' | 'camera') {
    this.view = view;
    this.source = source;
  }

  /** What was asked for and what is so. */
  get state(): LocalSourceState {
    return this.view.snapshot.local[this.source];
  }

  /** Whether it sends, or would if there were a call. */
  get on(): boolean {
    const { enabled, muted, capture } = this.state;
    return enabled && !muted && (capture.status === 'live' || capture.status === 'interrupted');
  }

  /** Whether a device is being opened; a permission prompt may wait for the person. */
  get opening(): boolean {
    return this.state.capture.status === 'requesting';
  }

  /** Why its device is not to be had. */
  get failure(): RtcError | undefined {
    const { capture } = this.state;
    return capture.status === 'failed' ? capture.error : undefined;
  }

  /** On if it is off, muted or failed; muted if it is on. Rejects as `enable` and `unmute` do. */
  async toggle(): Promise<void> {
    const source = this.view.session[this.source];
    if (this.on || this.opening) return source.mute();
    const { enabled, muted } = source.state;
    if (!enabled || this.failure) await source.enable();
    if (muted) await source.unmute();
  }
}
