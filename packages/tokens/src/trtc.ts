export { explainTrtc } from './trtc/trtc-explain.ts';
export { mintTrtc } from './trtc/trtc-mint.ts';
export { trtcProvider } from './trtc/trtc-provider.ts';
export { encodeTrtcRoomGrant, encodeTrtcTicket, signTrtc } from './trtc/trtc-sign.ts';
export { verifyTrtc } from './trtc/trtc-verify.ts';
export type { TrtcExplainContext } from './trtc/trtc-explain.ts';
export type { TrtcRoomGrant, TrtcTicket } from './trtc/trtc-sign.ts';
export type { TrtcCredential, TrtcProxy, TrtcSecrets } from './trtc/trtc-types.ts';
export type { TrtcVerdict, TrtcVerifyContext } from './trtc/trtc-verify.ts';
