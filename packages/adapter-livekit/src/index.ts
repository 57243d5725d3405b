/**
 * LiveKit (`livekit-client` 2.23) behind the adapter face.
 *
 * @packageDocumentation
 */
export type { LivekitCredential } from './connect.ts';
export { livekit, type LivekitOptions } from './livekit.ts';
export type { LkSdk } from './port.ts';
