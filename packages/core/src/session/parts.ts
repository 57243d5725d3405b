import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import type { LocalMedia } from '../capture/local-media.ts';
import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import type { Call } from '../call/call.ts';
import type { Publishers } from '../leg/publishers.ts';
import type { Signals } from '../leg/signals.ts';
import type { Store } from '../state/store.ts';
import type { Subscriptions } from '../leg/subscriptions.ts';
import type { SessionTimeouts } from '../timing/timeouts.ts';
import type { RemoteMedia } from '../rendering/remote-media.ts';

/** What a session is made of. */
export interface Parts<Native = unknown> {
  readonly adapter: RtcAdapter<Native>;
  readonly environment: RtcEnvironment;
  readonly timeouts: SessionTimeouts;
  readonly store: Store;
  readonly local: LocalMedia;
  readonly remote: RemoteMedia;
  readonly publishers: Publishers;
  readonly subscriptions: Subscriptions;
  /** Only where somebody listens: see `signalsOf`. */
  signals?: Signals;
  readonly call: Call<Native>;
}
