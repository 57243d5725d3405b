import { describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from './start-test-server.ts';

const livekit = { url: 'wss://media.example:7443/path', apiKey: 'an-api-key', apiSecret: 'x'.repeat(40) };
const janus = { url: 'wss://janus.example:8989/path', tokenSecret: 'y'.repeat(40) };
const aliyun = { appId: 'app', appKey: 'a-key-that-stays-here' };
const emulator = { turnPort: 0, starts: 'when-asked' } as const;

async function policyOf(server: TestServer, path: string): Promise<ReadonlyMap<string, string>> {
  const { headers } = await fetch(new URL(path, server.url));
  const directives = (headers.get('content-security-policy') ?? '').split('; ');
  return new Map(directives.map((text) => [text.split(' ', 1)[0] ?? '', text.split(' ').slice(1).join(' ')]));
}

describe('the offer of providers', () => {
  it('names the variables that are missing', async () => {
    await using server = await startTestServer();
    const response = await fetch(new URL('providers', server.url));
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({
      providers: {
        p2p: { ready: true },
        aliyun: { ready: false, missing: ['ALIYUN_APP_ID', 'ALIYUN_APP_KEY'] },
        trtc: { ready: false, missing: ['TRTC_SDK_APP_ID', 'TRTC_SECRET_KEY'] },
        livekit: { ready: false, missing: ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'] },
        janus: { ready: false, missing: ['JANUS_URL', 'JANUS_TOKEN_SECRET', 'JANUS_ADMIN_KEY'] },
      },
    });
  });

  it('says what is real and what is emulated, and no value of any variable', async () => {
    await using emulated = await startTestServer({ emulator });
    await using real = await startTestServer({
      vendorSecrets: { aliyun, livekit, janus },
      janusAdminKey: 'a-key-for-rooms',
    });
    const offer = async (server: TestServer): Promise<string> =>
      (await fetch(new URL('providers', server.url))).text();
    expect(JSON.parse(await offer(emulated))).toMatchObject({
      providers: { aliyun: { ready: true, emulated: true } },
    });
    const text = await offer(real);
    expect(JSON.parse(text)).toEqual({
      providers: {
        p2p: { ready: true },
        aliyun: { ready: true },
        trtc: { ready: false, missing: ['TRTC_SDK_APP_ID', 'TRTC_SECRET_KEY'] },
        livekit: { ready: true },
        janus: { ready: true },
      },
    });
    for (const value of [
      ...Object.values(livekit),
      ...Object.values(aliyun),
      ...Object.values(janus),
      'a-key-for-rooms',
    ]) {
      expect(text).not.toContain(`"${value}"`);
    }
  });
});

describe('the offer of TRTC', () => {
  const trtc = { sdkAppId: 1_400_000_001, secretKey: 'k'.repeat(64) };
  const proxy = { websocketProxy: 'ws://127.0.0.1:7777', loggerProxy: 'http://127.0.0.1:7777' };

  it.each([
    ['the vendor’s own address', trtc, { ready: true }],
    ['a proxy, whatever is behind it', { ...trtc, proxy }, { ready: true, proxied: true }],
  ])('says what it goes over: %s', async (_what, secrets, offer) => {
    await using server = await startTestServer({ vendorSecrets: { trtc: secrets } });
    const response = await fetch(new URL('providers', server.url));
    expect(await response.json()).toMatchObject({ providers: { trtc: offer } });
  });
});

describe('the content security policy', () => {
  const strict = async (server: TestServer): Promise<ReadonlyMap<string, string>> =>
    policyOf(server, '/assets/none.js');

  it.each(['/', '/?adapter=aliyun', '/?adapter=fake', '/?adapter=__proto__', '/?adapter='])(
    'has no exception for %s where nothing forces one',
    async (path) => {
      await using server = await startTestServer({ emulator });
      expect(await policyOf(server, path)).toEqual(await strict(server));
    },
  );

  it('is the same for every page, as a call may change its provider: with all that are set up', async () => {
    await using server = await startTestServer({ vendorSecrets: { aliyun, livekit, janus } });
    const all =
      "'self' https://rgslb.rtc.aliyuncs.com https://*.rtc.aliyuncs.com wss://media.example:7443 https://media.example:7443 wss://janus.example:8989";
    for (const path of ['/', '/?adapter=p2p', '/?adapter=livekit', '/?adapter=nope'])
      expect((await policyOf(server, path)).get('connect-src')).toBe(all);
  });

  it('lets the SDK of TRTC reach the proxy and nothing else, or else what it names itself', async () => {
    const secrets = { sdkAppId: 1_400_000_001, secretKey: 'a key that no page may see' };
    await using real = await startTestServer({ vendorSecrets: { trtc: secrets } });
    expect((await policyOf(real, '/?adapter=trtc')).get('connect-src')).toContain('wss://*.rtc.qq.com');
    expect((await policyOf(real, '/?adapter=trtc')).get('connect-src')).not.toContain('yun.tim.qq.com');
    const proxy = { websocketProxy: 'wss://trtc.example/path', loggerProxy: 'https://log.example/path' };
    await using own = await startTestServer({ vendorSecrets: { trtc: { ...secrets, proxy } } });
    expect((await policyOf(own, '/?adapter=trtc')).get('connect-src')).toBe(
      "'self' wss://trtc.example https://log.example",
    );
  });

  it.each(['/?adapter=aliyun', '/?adapter=livekit', '/?adapter=janus'])(
    'has none for %s where that provider is not set up',
    async (path) => {
      await using server = await startTestServer();
      expect(await policyOf(server, path)).toEqual(await strict(server));
    },
  );

  it('lets a page on the real service call that', async () => {
    await using server = await startTestServer({ vendorSecrets: { aliyun } });
    const policy = await policyOf(server, '/?adapter=aliyun');
    expect(policy.get('connect-src')).toBe(
      "'self' https://rgslb.rtc.aliyuncs.com https://*.rtc.aliyuncs.com",
    );
    await using own = await startTestServer({
      vendorSecrets: { aliyun: { ...aliyun, gslb: ['https://gslb.example/some/path'] } },
    });
    expect((await policyOf(own, '/?adapter=aliyun')).get('connect-src')).toBe("'self' https://gslb.example");
  });

  it('lets a page on LiveKit call its server, in both schemes that the SDK uses', async () => {
    await using server = await startTestServer({ vendorSecrets: { livekit } });
    expect(await policyOf(server, '/?adapter=livekit')).toEqual(
      new Map([
        ...(await strict(server)),
        ['connect-src', "'self' wss://media.example:7443 https://media.example:7443"],
      ]),
    );
  });

  it('lets a page on Janus call its server', async () => {
    await using server = await startTestServer({ vendorSecrets: { janus } });
    const policy = await policyOf(server, '/?adapter=janus');
    expect(policy.get('connect-src')).toBe("'self' wss://janus.example:8989");
  });

  it('has no exception on anything but the page', async () => {
    await using server = await startTestServer({ vendorSecrets: { livekit, aliyun } });
    const asset = '/assets/app-1a2b3c.js?adapter=livekit';
    expect(await policyOf(server, asset)).toEqual(await strict(server));
  });
});
