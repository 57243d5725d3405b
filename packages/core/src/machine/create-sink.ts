import type { RtcDriverSink } from '../adapter/rtc-driver-sink.ts';

/** A fact as a driver reported it: the sink's method and its argument. */
export type DriverFact = {
  readonly [Name in keyof RtcDriverSink]: {
    readonly type: Name;
    readonly data: Parameters<RtcDriverSink[Name]>[0];
  };
}[keyof RtcDriverSink];

/** A sink that turns each call of any of its methods into one plain value. */
export function createSink(report: (fact: DriverFact) => void): RtcDriverSink {
  return new Proxy({} as RtcDriverSink, {
    get: (_, type) => (data: unknown) => {
      report({ type, data } as DriverFact);
    },
  });
}
