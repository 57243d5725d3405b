import type { RtcError } from '../errors/rtc-error.ts';
import { mayPass } from '../errors/may-pass.ts';
import { sourceKinds, type SourceKind } from '../model/source-kind.ts';
import { backOff } from '../timing/back-off.ts';
import type { Clock } from '../timing/clock.ts';

/** The waits for what was asked of one person: for a track, within its bound, and for the next try of what failed. */
export interface Waits {
  /** A wanted source must have its track within the bound. */
  expect(source: SourceKind): void;
  /** It failed: it is asked for again, less and less often, where the reason may pass. */
  retryLater(source: SourceKind, error: RtcError): void;
  /** Its track is there: the next failure is the first again. */
  received(source: SourceKind): void;
  /** Nobody waits for a source any more. */
  settle(source: SourceKind): void;
  /** Tells whether its track has come since the app last asked for it. */
  hasCome(source: SourceKind): boolean;
  /** The app asks for it anew. */
  askAnew(source: SourceKind): void;
  /** Nobody waits for anything any more. */
  end(): void;
}

/** The parts that waits work with. */
export interface WaitsPort {
  readonly clock: Clock;
  /** The time that a track may take, in milliseconds. */
  readonly ms: number;
  /** No track came in time. */
  late(source: SourceKind): void;
  /** Asks again for what failed: all of one person's that wait, so that their driver is asked once. */
  again(sources: readonly SourceKind[]): void;
}

interface Wait {
  failures: number;
  came: boolean;
  undoLate?: (() => void) | undefined;
  undoRetry?: (() => void) | undefined;
}

/** The wait before what failed is asked for again for the first time. */
const firstWaitMs = 2_000;

/** Makes the waits for one person. */
export function createWaits({ clock, ms, late, again }: WaitsPort): Waits {
  const waits: Partial<Record<SourceKind, Wait>> = {};
  const of = (source: SourceKind): Wait => (waits[source] ??= { failures: 0, came: false });

  function settle(source: SourceKind): void {
    const wait = waits[source];
    wait?.undoLate?.();
    wait?.undoRetry?.();
    if (wait) wait.undoLate = wait.undoRetry = undefined;
  }
  return {
    expect(source) {
      const wait = of(source);
      wait.undoRetry?.();
      wait.undoRetry = undefined;
      wait.undoLate ??= clock.after(ms, () => {
        wait.undoLate = undefined;
        late(source);
      });
    },
    retryLater(source, error) {
      settle(source);
      if (!mayPass(error)) return;
      const wait = of(source);
      wait.undoRetry = clock.after(backOff(firstWaitMs, wait.failures), () => {
        again(sourceKinds.filter((each) => waits[each]?.undoRetry));
      });
      wait.failures += 1;
    },
    received(source) {
      settle(source);
      Object.assign(of(source), { came: true, failures: 0 });
    },
    settle,
    hasCome: (source) => waits[source]?.came ?? false,
    askAnew(source) {
      of(source).came = false;
    },
    end() {
      for (const source of sourceKinds) settle(source);
    },
  };
}
