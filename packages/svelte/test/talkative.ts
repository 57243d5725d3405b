import type { RtcAdapter } from '@jackfield/core';
import type { DriverSignals, RtcDriver, RtcDriverSink, SignalsWanted } from '@jackfield/core/adapter';

/** An adapter that also tells statistics and quality, and what it was asked for. */
export interface Talkative<Native> {
  readonly adapter: RtcAdapter<Native>;
  /** How often statistics were read. */
  readonly reads: { count: number };
  /** What was asked to be signalled, newest last. */
  readonly asked: SignalsWanted[];
  /** The vendor says how good connections are. */
  signal(signals: DriverSignals): void;
}

/** Puts words into another adapter's mouth. */
export function talkative<Native>(plain: RtcAdapter<Native>, at: () => number): Talkative<Native> {
  const reads = { count: 0 };
  const asked: SignalsWanted[] = [];
  let sink: RtcDriverSink | undefined;
  const report = (): RTCStatsReport =>
    new Map([
      [
        'out',
        {
          ...{ id: 'out', type: 'outbound-rtp', kind: 'audio', mid: '0', timestamp: at() },
          ...{ bytesSent: at() * 4, packetsSent: at() },
        },
      ],
    ]);
  return {
    reads,
    asked,
    signal: (signals) => sink?.signals(signals),
    adapter: {
      ...plain,
      capabilities: { ...plain.capabilities, stats: true },
      createDriver: (given, environment) => {
        sink = given;
        const driver: RtcDriver<Native> = plain.createDriver(given, environment);
        driver.doGetStats = () => {
          reads.count += 1;
          return Promise.resolve([{ direction: 'both', report: report() }]);
        };
        driver.doSetSignals = (wanted) => {
          asked.push(wanted);
          return Promise.resolve();
        };
        return driver;
      },
    },
  };
}
