/**
 * The parts that every adapter would otherwise write by hand: small functions, each of which can be left out. For adapters only; apps do not
 * import this.
 *
 * @packageDocumentation
 */
export type { AdapterLeg, LegContext, LegPhase, OpenLeg } from './adapter-kit/adapter-leg.ts';
export { checkSupport } from './adapter-kit/check-support.ts';
export { cloneForVendor } from './adapter-kit/clone-for-vendor.ts';
export { createCleanup, type Cleanup } from './adapter-kit/create-cleanup.ts';
export {
  createErrors,
  type ErrorFactory,
  type ErrorReading,
  type VendorCode,
} from './adapter-kit/create-errors.ts';
export { createLegDriver, type LegDriverParts } from './adapter-kit/create-leg-driver.ts';
export {
  createPublicationSet,
  type PublicationCalls,
  type PublicationSet,
  type TrackPublication,
} from './adapter-kit/create-publication-set.ts';
export {
  createRosterReporter,
  type RosterReading,
  type RosterReporter,
} from './adapter-kit/create-roster-reporter.ts';
export { createWaits, type Waits } from './adapter-kit/create-waits.ts';
export { createWantedTracks, type WantedTracks } from './adapter-kit/create-wanted-tracks.ts';
export { defineAdapter, type AdapterDefinition } from './adapter-kit/define-adapter.ts';
export { encode } from './adapter-kit/encode.ts';
export { fetchCredential, type CredentialFetch } from './adapter-kit/fetch-credential.ts';
export { claimsMethod } from './adapter-kit/forward-to-leg.ts';
export { listenTo, type Emitter } from './adapter-kit/listen-to.ts';
export { readField } from './adapter-kit/read-field.ts';
export { reconcileSources, type SourceReconciling } from './adapter-kit/reconcile-sources.ts';
export { resolveQuality, type ResolvedQuality } from './adapter-kit/resolve-quality.ts';
export { untilAborted } from './adapter-kit/until-aborted.ts';
