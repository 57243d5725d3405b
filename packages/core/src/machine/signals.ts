import type { DriverSignals } from '../adapter/rtc-driver-sink.ts';
import type { SignalsWanted } from '../adapter/rtc-driver.ts';
import type { Leg } from './leg.ts';

/** A vendor's signals with core's ids; `participantId` undefined for the own side. */
export interface SessionSignals {
  readonly levels: readonly { readonly participantId: string | undefined; readonly level: number }[];
  readonly quality: readonly {
    readonly participantId: string | undefined;
    readonly uplink: NonNullable<DriverSignals['quality']>[number]['uplink'];
    readonly downlink: NonNullable<DriverSignals['quality']>[number]['downlink'];
  }[];
}

/** Passes vendor signals to whoever listens, past the reducer: they are many. Nothing runs when nobody listens. */
export class Signals {
  readonly #leg: () => Leg | undefined;
  readonly #listeners = new Map<(signals: SessionSignals) => void, SignalsWanted>();

  constructor(leg: () => Leg | undefined) {
    this.#leg = leg;
  }

  /** Listens. Returns the undo. */
  listen(wanted: SignalsWanted, listener: (signals: SessionSignals) => void): () => void {
    this.#listeners.set(listener, wanted);
    this.apply();
    return () => {
      this.#listeners.delete(listener);
      this.apply();
    };
  }

  /** Tells the vendor what is listened to; also after a join. */
  apply(): void {
    const leg = this.#leg();
    if (!leg?.driver.doSetSignals) return;
    const all = [...this.#listeners.values()];
    const wanted = { levels: all.some(({ levels }) => levels), quality: all.some(({ quality }) => quality) };
    const bound = { ms: 5_000, what: 'Asking for signals' };
    leg
      .call(['signals'], bound, async (driver) => driver.doSetSignals?.(wanted))
      .catch(() => {
        // Signals are a courtesy: without them levels come from the tracks and quality stays unknown.
      });
  }

  /** The vendor's signals came. */
  receive({ levels = [], quality = [] }: DriverSignals, ids: ReadonlyMap<string, string>): void {
    const toId = <Entry extends { readonly remoteId: string | undefined }>(
      entry: Entry,
    ): Entry & { participantId: string | undefined } => ({
      ...entry,
      participantId: entry.remoteId === undefined ? undefined : ids.get(entry.remoteId),
    });
    const known = ({
      remoteId,
      participantId,
    }: {
      remoteId: string | undefined;
      participantId: string | undefined;
    }): boolean => remoteId === undefined || participantId !== undefined;
    const signals = { levels: levels.map(toId).filter(known), quality: quality.map(toId).filter(known) };
    for (const listener of [...this.#listeners.keys()]) listener(signals);
  }
}
