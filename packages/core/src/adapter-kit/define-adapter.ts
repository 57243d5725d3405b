import { lazyPart } from '../adapter/lazy-part.ts';
import type { RtcAdapter, SupportReport } from '../adapter/rtc-adapter.ts';
import type { RtcDriver } from '../adapter/rtc-driver.ts';
import type { RtcCapabilities, RtcLimits } from '../model/capabilities.ts';
import type { OpenLeg } from './adapter-leg.ts';
import { checkSupport } from './check-support.ts';
import type { LegDriverParts } from './create-leg-driver.ts';

/**
 * Makes an adapter: frozen, with the support check, the lazy driver, and a driver for each leg out of what the join gives. Everything that
 * is written once for all adapters is behind it; what is left is the vendor's.
 */
export function defineAdapter<Native>(definition: AdapterDefinition<Native>): RtcAdapter<Native> {
  const { name: adapter, capabilities, limits, missing, preload, open, driver } = definition;
  for (const value of Object.values(capabilities)) Object.freeze(value);
  return Object.freeze<RtcAdapter<Native>>({
    specificationVersion: 1,
    name: adapter,
    capabilities: Object.freeze(capabilities),
    limits: Object.freeze(limits),
    checkSupport: () => Promise.resolve(definition.checkSupport?.() ?? checkSupport({ adapter, missing })),
    async preload() {
      await Promise.all([driver ? undefined : driverPart.load(), preload?.()]);
    },
    createDriver(sink, environment) {
      const create = driver ?? driverPart.get().createLegDriver;
      return create({ adapter, capabilities, open, sink, environment });
    },
  });
}

/**
 * The parts that an adapter is made from.
 *
 * @typeParam Native - what `session.native` gives: the vendor's own object.
 */
export interface AdapterDefinition<Native = unknown> {
  /** The adapter's name, as in errors and tables: short, lower case. */
  readonly name: string;
  /** The claims and denials. Is frozen. */
  readonly capabilities: RtcCapabilities;
  /** Numbers and patterns. Is frozen. */
  readonly limits: RtcLimits;
  /** Says what else than WebRTC and a secure page is missing in this browser, one sentence each. */
  readonly missing?: (() => readonly string[]) | undefined;
  /** Looks whether calls are possible on this page, where WebRTC and a secure page are not what they need. */
  readonly checkSupport?: (() => SupportReport) | undefined;
  /** Loads what calls need: the adapter's own join, by `lazyPart`, and the vendor's SDK. Left out where there is nothing to load. */
  readonly preload?: (() => Promise<unknown>) | undefined;
  /** Joins, after `preload`. */
  readonly open: OpenLeg<Native>;
  /**
   * Makes each driver, for an adapter that does something more with it: `createLegDriver` and what is its own. Where left out that is
   * loaded by `preload`.
   */
  readonly driver?: ((parts: LegDriverParts<Native>) => RtcDriver<Native>) | undefined;
}

/** The maker of drivers, which no page needs before its first call. */
const driverPart = lazyPart('adapter-kit', () => import('./create-leg-driver.ts'));
