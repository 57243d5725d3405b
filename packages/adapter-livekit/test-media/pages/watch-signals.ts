import type { RtcAdapter, RtcDriver } from '@jackfield/core/adapter';

/** What the vendor last said of somebody: how loud, how good. */
export interface Said {
  readonly level?: number;
  readonly quality?: string;
}

/** An adapter whose signals are watched. */
export interface WatchedAdapter {
  readonly adapter: RtcAdapter;
  /** By remote id; the own user is "". */
  readonly said: ReadonlyMap<string, Said>;
  /** The driver that was made last. */
  driver(): RtcDriver | undefined;
}

/** Watches what an adapter's driver says of levels and quality, and changes nothing. */
export function watchSignals(adapter: RtcAdapter): WatchedAdapter {
  const said = new Map<string, Said>();
  let driver: RtcDriver | undefined;
  return {
    said,
    driver: () => driver,
    adapter: {
      ...adapter,
      createDriver: (sink, environment) => {
        driver = adapter.createDriver(
          {
            ...sink,
            signals: (fact) => {
              for (const { remoteId = '', level } of fact.levels ?? [])
                said.set(remoteId, { ...said.get(remoteId), level });
              for (const { remoteId = '', uplink } of fact.quality ?? [])
                said.set(remoteId, { ...said.get(remoteId), quality: uplink });
              sink.signals(fact);
            },
          },
          environment,
        );
        return driver;
      },
    },
  };
}
