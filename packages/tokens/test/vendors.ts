import { explainAgora, mintAgora } from '../src/agora.ts';
import { explainAliyun, explainAliyunArtc, mintAliyun, mintAliyunArtc } from '../src/aliyun.ts';
import type { ExplainContext, Explanation, MintOptions, Minted, TokenRequest } from '../src/index.ts';
import { explainJanus, mintJanus } from '../src/janus.ts';
import { explainLivekit, mintLivekit } from '../src/livekit.ts';
import { explainP2p, mintP2p } from '../src/p2p.ts';
import { explainTrtc, mintTrtc } from '../src/trtc.ts';
import {
  agoraSecrets,
  aliyunSecrets,
  janusSecrets,
  livekitSecrets,
  p2pSecrets,
  trtcSecrets,
} from './fixtures.ts';

type Credential = Readonly<Record<string, unknown>>;

/** One vendor's pair of functions, with its test secrets. */
export interface Vendor {
  readonly name: string;
  readonly mint: (
    request: TokenRequest,
    options?: MintOptions,
  ) => Minted<Credential> | Promise<Minted<Credential>>;
  readonly explain: (credential: unknown, context?: ExplainContext) => Explanation;
  /** The minting function itself, for values that no type allows: request, secrets, options. */
  readonly bare: (...given: readonly unknown[]) => unknown;
  /** The secrets that it is tried with. */
  readonly secrets: object;
  /** What must never come out of it. */
  readonly secret: string;
  /** The longest user id that the vendor takes. */
  readonly longestUserId: number;
}

/** Calls as code without types does, also where the function throws at once. */
function call(mint: (...given: never[]) => unknown, given: readonly unknown[]): Promise<unknown> {
  return new Promise((resolve) => {
    const outcome: unknown = Reflect.apply(mint, undefined, [...given]);
    resolve(outcome);
  });
}

export const vendors: readonly Vendor[] = [
  {
    name: 'aliyun',
    bare: (...given) => call(mintAliyun, given),
    secrets: aliyunSecrets,
    secret: aliyunSecrets.appKey,
    mint: (request, options) => mintAliyun(request, aliyunSecrets, options),
    explain: (credential, context) => explainAliyun(credential, { ...context, secrets: aliyunSecrets }),
    longestUserId: 64,
  },
  {
    name: 'aliyun-artc',
    bare: (...given) => call(mintAliyunArtc, given),
    secrets: aliyunSecrets,
    secret: aliyunSecrets.appKey,
    mint: (request, options) => mintAliyunArtc(request, aliyunSecrets, options),
    explain: (credential, context) => explainAliyunArtc(credential, { ...context, secrets: aliyunSecrets }),
    longestUserId: 64,
  },
  {
    name: 'livekit',
    bare: (...given) => call(mintLivekit, given),
    secrets: livekitSecrets,
    secret: livekitSecrets.apiSecret,
    mint: (request) => mintLivekit(request, livekitSecrets),
    explain: (credential, context) => explainLivekit(credential, { ...context, secrets: livekitSecrets }),
    longestUserId: 64,
  },
  {
    name: 'agora',
    bare: (...given) => call(mintAgora, given),
    secrets: agoraSecrets,
    secret: agoraSecrets.appCertificate,
    mint: (request, options) => mintAgora(request, agoraSecrets, options),
    explain: (credential, context) => explainAgora(credential, { ...context, secrets: agoraSecrets }),
    longestUserId: 64,
  },
  {
    name: 'trtc',
    bare: (...given) => call(mintTrtc, given),
    secrets: trtcSecrets,
    secret: trtcSecrets.secretKey,
    mint: (request, options) => mintTrtc(request, trtcSecrets, options),
    explain: (credential, context) => explainTrtc(credential, { ...context, secrets: trtcSecrets }),
    longestUserId: 32,
  },
  {
    name: 'janus',
    bare: (...given) => call(mintJanus, given),
    secrets: janusSecrets,
    secret: janusSecrets.tokenSecret,
    mint: (request, options) => mintJanus(request, janusSecrets, options),
    explain: (credential, context) => explainJanus(credential, { ...context, secrets: janusSecrets }),
    longestUserId: 64,
  },
  {
    name: 'p2p',
    bare: (...given) => call(mintP2p, given),
    secrets: p2pSecrets,
    secret: String(p2pSecrets.current),
    mint: (request, options) => mintP2p(request, p2pSecrets, options),
    explain: (credential, context) => explainP2p(credential, { ...context, secrets: p2pSecrets }),
    longestUserId: 64,
  },
];
