import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import type { LocalMedia } from '../capture/local-media.ts';
import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import type { Call } from '../machine/call.ts';
import type { LocalPublisher } from '../machine/local-publisher.ts';
import type { Repair } from '../machine/repair.ts';
import type { Signals } from '../machine/signals.ts';
import type { Store } from '../machine/store.ts';
import type { Subscriptions } from '../machine/subscriptions.ts';
import type { SessionTimeouts } from '../machine/timeouts.ts';
import type { RemoteMedia } from '../rendering/remote-media.ts';

/**
 * Everything that a session is made of. Each part is made from this object and finds the others in it when it needs them:
 * while they are being made not all are there yet.
 */
export interface Parts<Native = unknown> {
  readonly adapter: RtcAdapter<Native>;
  readonly environment: RtcEnvironment;
  readonly timeouts: SessionTimeouts;
  readonly store: Store;
  readonly local: LocalMedia;
  readonly remote: RemoteMedia;
  readonly publisher: LocalPublisher;
  readonly repair: Repair;
  readonly subscriptions: Subscriptions;
  /** Only where somebody listens: see `signalsOf`. */
  signals?: Signals;
  readonly call: Call<Native>;
}
