import type {
  RemoteSource,
  RemoteSourceInfo,
  RenderState,
  RtcSession,
  SubscriptionState,
} from '@jackfield/core';
import { tracker } from './tracker.ts';

/** One source of somebody else. Only what changes of it is read again. */
export class RemoteSourceView<Source extends RemoteSource = RemoteSource> {
  /** The source itself, to attach, subscribe or set its volume. */
  readonly source: Source;
  private readonly read: () => RemoteSourceInfo | undefined;

  /** Listens only while something reactive reads. */
  constructor(session: RtcSession, source: Source) {
    this.source = source;
    this.read = tracker(
      (notify) => session.subscribe(notify),
      () => source.info,
    );
  }

  /** How it is now; undefined while it is not published. */
  get info(): RemoteSourceInfo | undefined {
    return this.read();
  }

  /** Whether it is published. */
  get published(): boolean {
    return this.info !== undefined;
  }

  /** Whether nothing of it is sent: muted, or not published at all. */
  get muted(): boolean {
    return this.info?.muted ?? true;
  }

  /** What a viewer sees of it. */
  get render(): RenderState {
    return this.info?.render ?? 'none';
  }

  /** How far its subscription is; undefined while it is not published. */
  get subscription(): SubscriptionState | undefined {
    return this.info?.subscription;
  }

  /** Whether there is a picture to show: unmuted, and a frame has come. A picture that has stopped counts. */
  get visible(): boolean {
    return !this.muted && (this.render === 'playing' || this.render === 'stalled');
  }
}
