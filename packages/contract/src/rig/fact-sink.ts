import { driverFactNames, type RtcDriverSink } from '@jackfield/core/adapter';
import type { DriverFact } from './bare-driver.ts';

/** A sink that hands each fact to one function. */
export function sinkOf(report: (fact: DriverFact) => void): RtcDriverSink {
  const members = driverFactNames.map((name) => [
    name,
    (fact: unknown) => {
      report({ name, fact } as DriverFact);
    },
  ]);
  return Object.fromEntries(members) as RtcDriverSink;
}

/** The facts of one name, in order: what {@link BareDriver.of} gives. */
export function factsOf<Name extends keyof RtcDriverSink>(
  facts: readonly DriverFact[],
  name: Name,
): readonly Parameters<RtcDriverSink[Name]>[0][] {
  const isWanted = (each: { readonly name: string; readonly fact: unknown }): each is DriverFact<Name> =>
    each.name === name;
  return facts.flatMap((each) => (isWanted(each) ? [each.fact] : []));
}
