import type { RtcEnvironment } from '@jackfield/core';
import type { RtcAdapter, RtcDriver, RtcDriverEnvironment, RtcDriverSink } from '@jackfield/core/adapter';

/** Puts something between core and an adapter. `page` is the environment of the session that will use it. */
export type AdapterMiddleware = (adapter: RtcAdapter, page: RtcEnvironment) => RtcAdapter;

/** What a middleware replaces; everything else goes through. */
export interface Replacements {
  /** Members of the adapter itself. */
  readonly adapter?: Partial<Omit<RtcAdapter, 'createDriver'>> | undefined;
  /** Members of each driver. */
  readonly driver?: ((context: DriverContext) => Partial<RtcDriver>) | undefined;
  /** Members of the sink that each driver reports to. */
  readonly sink?: ((sink: RtcDriverSink) => Partial<RtcDriverSink>) | undefined;
}

/** What a replacement for a driver's members may use. */
export interface DriverContext {
  /** The driver that is wrapped. */
  readonly driver: RtcDriver;
  /** The sink of the session, untouched. */
  readonly sink: RtcDriverSink;
  /** What the driver was given. */
  readonly environment: RtcDriverEnvironment;
}

/** An adapter with some of it replaced. A member replaced by `undefined` is missing. */
export function replace(adapter: RtcAdapter, { adapter: own = {}, driver, sink }: Replacements): RtcAdapter {
  return overlay(adapter, {
    ...own,
    createDriver(outer, environment) {
      const inner = adapter.createDriver(sink ? overlay(outer, sink(outer)) : outer, environment);
      return driver ? overlay(inner, driver({ driver: inner, sink: outer, environment })) : inner;
    },
  });
}

/** One middleware after another; the first is next to the adapter. */
export function chain(...middlewares: readonly (AdapterMiddleware | undefined)[]): AdapterMiddleware {
  return (adapter, page) =>
    middlewares.reduce((inner, middleware) => (middleware ? middleware(inner, page) : inner), adapter);
}

/** An object whose members are those of another one, but for some. The other one keeps its `this`. */
export function overlay<Target extends object>(target: Target, members: Partial<Target>): Target {
  // Not a proxy of the target itself: that may be frozen, and a proxy must then tell what it has.
  return new Proxy({} as Target, {
    get(_, key) {
      if (Object.hasOwn(members, key)) return Reflect.get(members, key) as unknown;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
    has: (_, key) => key in members || key in target,
  });
}
