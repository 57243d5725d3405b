import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import type { DeviceLossPolicy } from './device-loss-policy.ts';
import type { SessionTimeouts } from '../timing/timeouts.ts';

/** The behaviour of a session. Everything may be left out. */
export interface SessionOptions {
  /** Devices, elements, clock and page. The browser where left out. */
  readonly environment?: RtcEnvironment | undefined;
  /** Bounds in milliseconds, where the defaults do not fit. */
  readonly timeouts?: Partial<SessionTimeouts> | undefined;
  /**
   * The side that decides what is received: `auto` (sound always, pictures while an attached element can be seen) or `manual` (the
   * app calls `subscribe`). `auto` where left out.
   */
  readonly subscriptions?: 'auto' | 'manual' | undefined;
  /** The fate of a source whose device is gone. `mute` where left out. */
  readonly deviceLoss?: DeviceLossPolicy | undefined;
}
