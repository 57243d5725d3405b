import type { TokenProvider } from '../shared/provider.ts';
import { makeRedactor } from '../shared/redact.ts';
import { mintAliyun, mintAliyunArtc } from './aliyun-mint.ts';
import type { AliyunSecrets } from './aliyun-types.ts';

/** Aliyun 1.16 as a provider of `createTokenHandler`. */
export function aliyunProvider(secrets: AliyunSecrets): TokenProvider {
  return {
    mint: (request, options) => mintAliyun(request, secrets, options),
    redact: makeRedactor([secrets.appKey]),
  };
}

/** Aliyun 7.x, single-string form, as a provider of `createTokenHandler`. */
export function aliyunArtcProvider(secrets: AliyunSecrets): TokenProvider {
  return {
    mint: (request, options) => mintAliyunArtc(request, secrets, options),
    redact: makeRedactor([secrets.appKey]),
  };
}
