export { explainP2p } from './p2p/p2p-explain.ts';
export { minimumP2pKeyBytes } from './p2p/p2p-keys.ts';
export { mintP2p } from './p2p/p2p-mint.ts';
export { p2pProvider } from './p2p/p2p-provider.ts';
export { verifyP2p } from './p2p/p2p-verify.ts';
export type { P2pExplainContext } from './p2p/p2p-explain.ts';
export type { P2pClaims, P2pCredential, P2pSecrets } from './p2p/p2p-types.ts';
export type { P2pVerifyOptions } from './p2p/p2p-verify.ts';
