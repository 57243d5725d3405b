import type { EnvironmentSecrets } from '@jackfield/tokens';

/** The sources from which the page may load beyond this server's own files, by directive of the content security policy. */
export type PolicyExceptions = Readonly<Record<string, readonly string[]>>;

/** What decides which exceptions are needed. */
export interface VendorSetUp {
  readonly secrets: Pick<EnvironmentSecrets, 'aliyun' | 'livekit' | 'janus' | 'trtc'>;
}

/** Where the real Aliyun service is reached where nothing else is set up; what it names next is below the same name. */
const aliyunService = ['https://rgslb.rtc.aliyuncs.com', 'https://*.rtc.aliyuncs.com'];

/** Where the SDK of TRTC asks for the real service, by what it names itself. Its telemetry (`yun.tim.qq.com`) stays refused. */
const trtcService = [
  'https://schedule.cloud-rtc.com',
  'https://schedule.cloud-rtc.net',
  'https://*.rtc.qq.com',
  'wss://*.rtc.qq.com',
];

/**
 * The exceptions that the SDKs of those providers force that are set up. What is not named stays refused: the telemetry of the Aliyun SDK (`*.log.aliyuncs.com`,
 * which carries its tokens), and its attempts to compile text, which it survives. The emulator needs no exception: it is on this
 * server's own origin.
 */
export function vendorExceptions({ secrets }: VendorSetUp): PolicyExceptions {
  const connect: string[] = [];
  const trustedTypes: string[] = [];
  const { aliyun, livekit, janus, trtc } = secrets;
  if (aliyun) connect.push(...(aliyun.gslb?.map(originOf) ?? aliyunService));
  if (livekit) {
    const origin = originOf(livekit.url);
    // Signalling is a WebSocket; the SDK asks the same server by HTTP why it was refused.
    connect.push(origin, origin.replace(/^ws/, 'http'));
  }
  if (trtc) {
    const own = [trtc.proxy?.websocketProxy, trtc.proxy?.loggerProxy].flatMap((url) =>
      url === undefined ? [] : [originOf(url)],
    );
    // Its SDK writes hints about hosts as it loads; the page's default policy turns those into nothing, and refuses all else.
    trustedTypes.push('default');
    connect.push(...(trtc.proxy ? own : trtcService));
  }
  if (janus) connect.push(originOf(janus.url));
  return { 'connect-src': connect, 'trusted-types': trustedTypes };
}

/** Scheme, host and port; what is behind them is no part of a source in a policy. */
function originOf(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
