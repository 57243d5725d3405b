import type { AgoraSecrets } from '../src/agora.ts';
import type { AliyunSecrets } from '../src/aliyun.ts';
import type { JanusSecrets } from '../src/janus.ts';
import type { LivekitSecrets } from '../src/livekit.ts';
import type { P2pSecrets } from '../src/p2p.ts';
import type { TokenClock } from '../src/index.ts';
import type { TrtcSecrets } from '../src/trtc.ts';

/** Secrets that are easy to look for in whatever comes out. */
export const aliyunSecrets: AliyunSecrets = { appId: 'app1', appKey: 'SECRET-aliyun-key-5f1d' };
export const livekitSecrets: LivekitSecrets = {
  url: 'wss://media.example',
  apiKey: 'APIexample',
  apiSecret: 'SECRET-livekit-secret-0123456789abcdef',
};
export const agoraSecrets: AgoraSecrets = {
  appId: '970CA35de60c44645bbae8a215061b33',
  appCertificate: '5CFd2fd1755d40ecb72977518be15d3b',
};
export const trtcSecrets: TrtcSecrets = {
  sdkAppId: 1400000000,
  secretKey: '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e',
};
export const janusSecrets: JanusSecrets = {
  url: 'wss://janus.example',
  tokenSecret: 'SECRET-janus-token-secret-0123456789',
};
export const p2pSecrets: P2pSecrets = { current: 'SECRET-p2p-current-0123456789abcdef0123' };

export const allSecrets: readonly string[] = [
  aliyunSecrets.appKey,
  livekitSecrets.apiSecret,
  agoraSecrets.appCertificate,
  trtcSecrets.secretKey,
  janusSecrets.tokenSecret,
  String(p2pSecrets.current),
];

/** Variables that set up every vendor. */
export const fullEnvironment: Readonly<Record<string, string>> = {
  ALIYUN_APP_ID: aliyunSecrets.appId,
  ALIYUN_APP_KEY: aliyunSecrets.appKey,
  LIVEKIT_URL: livekitSecrets.url,
  LIVEKIT_API_KEY: livekitSecrets.apiKey,
  LIVEKIT_API_SECRET: livekitSecrets.apiSecret,
  AGORA_APP_ID: agoraSecrets.appId,
  AGORA_APP_CERTIFICATE: agoraSecrets.appCertificate,
  TRTC_SDK_APP_ID: String(trtcSecrets.sdkAppId),
  TRTC_SECRET_KEY: trtcSecrets.secretKey,
  JANUS_URL: janusSecrets.url,
  JANUS_TOKEN_SECRET: janusSecrets.tokenSecret,
  P2P_SIGNING_KEY: String(p2pSecrets.current),
};

/** The secrets that a text gives away, plain or in base64. */
export function leaksIn(text: string): readonly string[] {
  return allSecrets.filter(
    (secret) => text.includes(secret) || text.includes(Buffer.from(secret).toString('base64')),
  );
}

/** A clock that moves when a test says so. */
export class ManualClock implements TokenClock {
  time: number;
  #timers: { at: number; callback: () => void }[] = [];

  constructor(time = 1_700_000_000_000) {
    this.time = time;
  }

  now(): number {
    return this.time;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.time + milliseconds, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Timers that still wait. */
  get pending(): number {
    return this.#timers.length;
  }

  advance(milliseconds: number): void {
    this.time += milliseconds;
    const due = this.#timers.filter((timer) => timer.at <= this.time);
    this.#timers = this.#timers.filter((timer) => timer.at > this.time);
    for (const timer of due) timer.callback();
  }
}
