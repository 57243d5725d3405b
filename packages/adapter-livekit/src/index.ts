/**
 * LiveKit (`livekit-client` 2.23) behind the adapter face.
 *
 * @packageDocumentation
 */
export type { LivekitCredential } from './connect.ts';
export type { LivekitEncryption } from './encryption.ts';
export { livekit, type LivekitOptions } from './livekit.ts';
export type { LivekitRoom, LivekitSdk } from './load-sdk.ts';
export type { LivekitModeration, LivekitModerationFunction } from './moderation.ts';
