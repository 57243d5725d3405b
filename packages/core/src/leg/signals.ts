import type { DriverSignals } from '../adapter/rtc-driver-sink.ts';
import type { SignalsWanted } from '../adapter/rtc-driver.ts';
import { renderedFrom, type Person } from '../state/person.ts';
import type { Store } from '../state/store.ts';
import type { Connection } from './connection.ts';

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
  /** Tells each vendor what is listened to; also after each join. */
  apply(): void;
  /** A vendor's signals came. */
  receive(leg: number, signals: DriverSignals): void;
}

/** The parts that signals are made from, and the place where they are kept. */
interface SignalsHost {
  readonly store: Store;
  readonly call: { readonly connections: Iterable<Pick<Connection, 'leg'>> };
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
    const all = [...listeners.values()];
    const wanted = { levels: all.some(({ levels }) => levels), quality: all.some(({ quality }) => quality) };
    for (const { leg } of call.connections) {
      // One that still joins is told once it has.
      if (!leg.driver.doSetSignals || !store.state.legs.has(leg.generation)) continue;
      leg
        .call(['signals'], { ms: 5_000, what: 'Asking for signals' }, async (driver) =>
          driver.doSetSignals?.(wanted),
        )
        .catch(() => {
          // Signals are a courtesy: without them levels come from the tracks and quality stays unknown.
        });
    }
  }
  /** With core's ids; what is said of people who are not here, or who are heard over another leg, is left out. */
  function translate<Entry extends { readonly remoteId: string | undefined }>(
    leg: number,
    entries: readonly Entry[] = [],
  ): (Entry & { participantId: string | undefined })[] {
    const { legs, leading, people } = store.state;
    return entries.flatMap((entry) => {
      const participantId = legs.get(leg)?.ids.get(entry.remoteId ?? '');
      // Of the local side there is one word: that of the leg that carries the call.
      if (entry.remoteId === undefined) return leg === leading ? [{ ...entry, participantId }] : [];
      const person = participantId === undefined ? undefined : people.get(participantId);
      const heardFrom =
        person && (renderedFrom(person, 'microphone', leading)?.leg ?? leadOf(person, leading));
      return heardFrom === leg ? [{ ...entry, participantId }] : [];
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

/** The leg that speaks for somebody who has no microphone: the leading one where they are there. */
function leadOf({ presences }: Person, leading: number | undefined): number | undefined {
  const legs = presences.map(({ leg }) => leg);
  return legs.find((leg) => leg === leading) ?? legs[0];
}
