export { explainAgora } from './agora/agora-explain.ts';
export { buildAgoraToken, mintAgora } from './agora/agora-mint.ts';
export { agoraProvider } from './agora/agora-provider.ts';
export { readAgoraToken } from './agora/agora-read.ts';
export type { AgoraExplainContext } from './agora/agora-explain.ts';
export type { AgoraTokenParts } from './agora/agora-mint.ts';
export type { AgoraTokenContent } from './agora/agora-read.ts';
export type { AgoraCredential, AgoraSecrets } from './agora/agora-types.ts';
