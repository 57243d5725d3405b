import { driverFactNames, type RtcDriverSink } from '@jackfield/core/adapter';

/** A fact as a driver reported it. */
export type Fact = {
  readonly [Name in keyof RtcDriverSink]: {
    readonly name: Name;
    readonly data: Parameters<RtcDriverSink[Name]>[0];
  };
}[keyof RtcDriverSink];

/** Makes a sink that gives each fact to `hear`, which hands on what is to be told. */
export function throughSink(hear: (fact: Fact) => void): RtcDriverSink {
  return Object.fromEntries(
    driverFactNames.map((name) => [
      name,
      (data: unknown) => {
        hear({ name, data } as Fact);
      },
    ]),
  ) as Record<keyof RtcDriverSink, () => void>;
}

/** Tells a fact to a sink. */
export function tellFact(sink: RtcDriverSink, { name, data }: Fact): void {
  (sink[name] as (fact: typeof data) => void)(data);
}
