import type { RtcDriverSink } from '../adapter/rtc-driver-sink.ts';
import { driverFactNames } from '../state/reduce.ts';

/** A fact as a driver reported it: the sink's method and its argument. */
export type DriverFact = {
  readonly [Name in keyof RtcDriverSink]: {
    readonly type: Name;
    readonly data: Parameters<RtcDriverSink[Name]>[0];
  };
}[keyof RtcDriverSink];

/** A fact of a call that goes on. */
export type CallFact = Exclude<DriverFact, { type: 'ended' }>;

/** A sink that turns each call into one plain value. */
export function createSink(report: (fact: DriverFact) => void): RtcDriverSink {
  return Object.fromEntries(
    driverFactNames.map((type) => [
      type,
      (data: unknown) => {
        report({ type, data } as DriverFact);
      },
    ]),
  ) as Record<keyof RtcDriverSink, () => void>;
}
