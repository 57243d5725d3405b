export { explainLivekit } from './livekit/livekit-explain.ts';
export { mintLivekit } from './livekit/livekit-mint.ts';
export { livekitProvider } from './livekit/livekit-provider.ts';
export type { LivekitExplainContext } from './livekit/livekit-explain.ts';
export type { LivekitCredential, LivekitSecrets } from './livekit/livekit-types.ts';
