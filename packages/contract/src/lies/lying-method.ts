import type { RtcEnvironment } from '@jackfield/core';
import { twistData, type Twist } from './twist-data.ts';

/** A method, whatever it takes. */
export type Method = (...given: readonly unknown[]) => unknown;

/** The way in which a method lies. */
export type Manner =
  | { readonly kind: 'drop' | 'delay' | 'double' | 'freeze' }
  /** Another argument, or another result. */
  | { readonly kind: 'twist'; readonly twist: (known: ReadonlySet<string>) => Twist }
  | { readonly kind: 'flip'; readonly argument: number };

/** The parts that a lying method is made from. */
export interface LyingMethod {
  readonly run: Method;
  readonly manner: Manner;
  /** Counts an occasion. */
  readonly told: () => void;
  readonly clock: RtcEnvironment['clock'];
  /** The result of doing nothing. */
  readonly nothing?: unknown;
  /** The argument that is somebody's id. */
  readonly person?: number;
  readonly where: 'driver' | 'sink';
  /** The ids of everybody whom the liar has heard of. */
  readonly known: Set<string>;
}

/** The delay of what is late, in milliseconds: later than anything takes by itself, and within every bound. */
const lateMs = 2_000;

/** Makes a method that lies in one way. */
export function lyingMethod(parts: LyingMethod): Method {
  const { run, manner, told, clock, nothing, person, where, known } = parts;
  const idle = (): unknown => (where === 'driver' ? Promise.resolve(nothing) : undefined);
  let first: readonly unknown[] | undefined;
  const twisted = (value: unknown, twist: Twist): unknown => {
    const now = twistData(value, twist);
    if (now !== value) told();
    return now;
  };
  return (...given) => {
    remember(given, known);
    if (person !== undefined) known.add(String(given[person]));
    switch (manner.kind) {
      case 'drop':
        told();
        return idle();
      case 'delay':
        told();
        clock.after(lateMs, () => {
          unheard(run(...given));
        });
        return idle();
      case 'double':
        told();
        unheard(run(...given));
        return run(...given);
      case 'freeze': {
        const before = first;
        first ??= given;
        if (!before) return run(...given);
        told();
        return where === 'driver' ? idle() : run(...before);
      }
      case 'flip': {
        const { argument } = manner;
        const now = given.map((each, index) =>
          index === argument ? twisted(each, (key, value) => (key === '' ? turned(value) : value)) : each,
        );
        return run(...now);
      }
      case 'twist': {
        const twist = manner.twist(known);
        const result = run(...given.map((each) => twisted(each, twist)));
        if (!(result instanceof Promise)) return result;
        return result.then((value: unknown) => {
          remember([value], known);
          return twisted(value, twist);
        });
      }
    }
  };
}

/** Nobody waits for it: what becomes of it is part of the lie. */
function unheard(result: unknown): void {
  if (result instanceof Promise) result.catch(() => undefined);
}

function turned(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return 1 - value;
  return typeof value === 'string' ? `${value}-other` : value;
}

/** Learns the ids of people. */
export function remember(values: readonly unknown[], known: Set<string>): void {
  twistData(values, (key, value) => {
    if ((key === 'remoteId' || key === 'to') && typeof value === 'string') known.add(value);
    return value;
  });
}
