/**
 * The signalling server for `webSocketSignalling`. Node only.
 *
 * @packageDocumentation
 */
export { createSignallingServer } from './server/create-signalling-server.ts';
export type { SignallingServer, SignallingServerOptions } from './server/signalling-server-options.ts';
export { clientAddress, type RequestOrigin } from './server/client-address.ts';
export { defaultSignallingLimits, type SignallingLimits } from './server/signalling-limits.ts';
export type { AdmissionGrant, AdmissionRequest, VerifyCredential } from './server/admission.ts';
export type { SignallingFailure } from './server/last-catch.ts';
export type { SlowReader } from './server/queue-budget.ts';
export type { ServerClock } from './server/server-clock.ts';
export type { MemberSource } from './protocol/member-state.ts';
