/**
 * LiveKit (`livekit-client` 2.18 to 2.23) behind the adapter face.
 *
 * @packageDocumentation
 */
export type { LivekitCredential } from './connect.ts';
export type { LivekitEncryption } from './encryption.ts';
export { livekit, type LivekitOptions } from './livekit.ts';
export type { LivekitModule, LivekitRoomClass } from './load-sdk.ts';
export type { LivekitCodec, LivekitPublishing } from './publish-options.ts';
export type { LivekitModeration, LivekitModerationFunction } from './moderation.ts';
