export { explainJanus } from './janus/janus-explain.ts';
export { mintJanus } from './janus/janus-mint.ts';
export { janusProvider } from './janus/janus-provider.ts';
export type { JanusExplainContext } from './janus/janus-explain.ts';
export type { JanusCredential, JanusSecrets } from './janus/janus-types.ts';
