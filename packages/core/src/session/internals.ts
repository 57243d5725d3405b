import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import type { Call } from '../call/call.ts';
import type { LobbyEnvironment } from '../environment/rtc-environment.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { JoinOptions, RtcViewer } from '../face/rtc-viewer.ts';
import type { Signals } from '../leg/signals.ts';
import type { QualityWishes } from '../model/quality.ts';
import type { Store } from '../state/store.ts';
import type { CallPart } from './call-part.ts';
import type { ReceivingPart } from './receiving-part.ts';

/** The parts that the other entry points use of a session or viewer: each says which of it. */
export interface Internals<Native = unknown> {
  /** The adapter of the next join: the one that the session was made with, until it is switched to another one. */
  adapter: RtcAdapter<Native>;
  /** The call that the app wants, without the signal that was given for its first join; undefined once the app has left by itself. */
  wanted?: JoinOptions | undefined;
  readonly environment: LobbyEnvironment;
  readonly store: Store;
  readonly call: Call<Native>;
  /** The part that only a call needs; undefined until it is loaded. */
  readonly part: (ReceivingPart & Partial<Pick<CallPart, 'publishers'>>) | undefined;
  /** The app's wishes for quality: they outlive calls, as the choice of a device does. */
  readonly quality: QualityWishes;
  /** Only where somebody listens: see `signalsOf`. */
  signals?: Signals;
}

/** Lets functions of other entry points reach what they use of a session, also through a proxy of it. */
export function register(session: RtcViewer, own: Internals): void {
  // A function gives it out as it is, where a proxy would wrap an object.
  Object.defineProperty(session, inside, { configurable: true, value: () => own });
}

/** Returns what a session or viewer made by this copy of core is inside. Throws `invalid-argument` for anything else. */
export function internalsOf(session: RtcViewer): Internals {
  // Callers without types may pass anything.
  const read = (session as { readonly [inside]?: () => Internals } | null | undefined)?.[inside];
  if (read) return read();
  throw new RtcError({
    code: 'invalid-argument',
    message:
      'This is not a session of this copy of @jackfield/core. Check that only one version of it is installed.',
  });
}

/** The name of it on a session: another copy of core has another one. */
const inside: unique symbol = Symbol('jackfield');
