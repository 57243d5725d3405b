export { explainAliyun, explainAliyunArtc } from './aliyun/aliyun-explain.ts';
export { defaultAliyunGslb, encodeAliyunArtc, mintAliyun, mintAliyunArtc } from './aliyun/aliyun-mint.ts';
export { aliyunArtcProvider, aliyunProvider } from './aliyun/aliyun-provider.ts';
export { aliyunTurnUsername, signAliyun } from './aliyun/aliyun-sign.ts';
export type { AliyunExplainContext } from './aliyun/aliyun-check.ts';
export type { AliyunSignedFields } from './aliyun/aliyun-sign.ts';
export type { AliyunArtcCredential, AliyunCredential, AliyunSecrets } from './aliyun/aliyun-types.ts';
