import type { DriverSignals } from '../adapter/rtc-driver-sink.ts';
import type { SignalsWanted } from '../adapter/rtc-driver.ts';
import type { Store } from '../state/store.ts';
import type { ActiveLeg } from './leg.ts';

/** A vendor's signals with core's ids; `participantId` undefined for the local side. */
export interface SessionSignals {
  readonly levels: readonly { readonly participantId: string | undefined; readonly level: number }[];
  readonly quality: readonly {
    readonly participantId: string | undefined;
    readonly uplink: NonNullable<DriverSignals['quality']>[number]['uplink'];
    readonly downlink: NonNullable<DriverSignals['quality']>[number]['downlink'];
  }[];
}

/** Passes vendor signals to whoever listens, past the reducer: they are many. Nothing runs when nobody listens. */
export interface Signals {
  /** Listens. Returns the undo. */
  listen(wanted: SignalsWanted, listener: (signals: SessionSignals) => void): () => void;
  /** Tells the vendor what is listened to; also after a join. */
  apply(): void;
  /** The vendor's signals came. */
  receive(leg: number, signals: DriverSignals): void;
}

/** The parts that signals are made from, and the place where they are kept. */
interface SignalsHost {
  readonly store: Store;
  readonly call: ActiveLeg;
  signals?: Signals;
}

/** The signals of a session, made for whoever asks first: a call that nobody asks about ships nothing of this. */
export function signalsOf(host: SignalsHost): Signals {
  host.signals ??= createSignals(host);
  return host.signals;
}

function createSignals({ store, call }: SignalsHost): Signals {
  const listeners = new Map<(signals: SessionSignals) => void, SignalsWanted>();
  function apply(): void {
    const leg = call.active;
    if (!leg?.driver.doSetSignals) return;
    const all = [...listeners.values()];
    const wanted = { levels: all.some(({ levels }) => levels), quality: all.some(({ quality }) => quality) };
    leg
      .call(['signals'], { ms: 5_000, what: 'Asking for signals' }, async (driver) =>
        driver.doSetSignals?.(wanted),
      )
      .catch(() => {
        // Signals are a courtesy: without them levels come from the tracks and quality stays unknown.
      });
  }
  /** With core's ids; what is said of people who are not here is left out. */
  function translate<Entry extends { readonly remoteId: string | undefined }>(
    leg: number,
    entries: readonly Entry[] = [],
  ): (Entry & { participantId: string | undefined })[] {
    const ids = store.state.legs.get(leg)?.ids;
    return entries.flatMap((entry) => {
      const participantId = ids?.get(entry.remoteId ?? '');
      return entry.remoteId === undefined || participantId !== undefined ? [{ ...entry, participantId }] : [];
    });
  }
  return {
    listen(wanted, listener) {
      listeners.set(listener, wanted);
      apply();
      return () => {
        listeners.delete(listener);
        apply();
      };
    },
    apply,
    receive(leg, { levels, quality }) {
      const signals = { levels: translate(leg, levels), quality: translate(leg, quality) };
      for (const listener of [...listeners.keys()]) listener(signals);
    },
  };
}
