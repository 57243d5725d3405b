/**
 * Janus VideoRoom behind the adapter face, over its WebSocket JSON interface and the browser's own peer connections.
 *
 * @packageDocumentation
 */
export { janus, type JanusOptions } from './janus.ts';
export type { JanusCredential, JanusIceServer } from './credential.ts';
export type { JanusNative } from './call/janus-native.ts';
export type { JanusModeration, JanusModerationFunction } from './moderation.ts';
