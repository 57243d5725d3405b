import { createHash, createHmac } from 'node:crypto';
import { deflateSync } from 'node:zlib';

import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';

import { buildAgoraToken } from '../src/agora.ts';
import { encodeAliyunArtc, mintAliyun, signAliyun } from '../src/aliyun.ts';
import type { AliyunCredential } from '../src/aliyun.ts';
import { mintP2p } from '../src/p2p.ts';
import { encodeTrtcTicket } from '../src/trtc.ts';
import { agoraSecrets, aliyunSecrets, livekitSecrets, p2pSecrets, trtcSecrets } from './fixtures.ts';
import { vendors } from './vendors.ts';
import type { Vendor } from './vendors.ts';

const now = 1_700_000_000_000;
const asked = { room: 'room1', userId: 'alice' };

function vendorNamed(name: string): Vendor {
  const vendor = vendors.find((candidate) => candidate.name === name);
  if (vendor === undefined) throw new Error(`no vendor ${name}`);
  return vendor;
}

/** `code field` of each finding, which is what programs read. */
function found(name: string, credential: unknown, context: object = {}): readonly string[] {
  const explanation = vendorNamed(name).explain(credential, { ...asked, now, ...context });
  for (const { field, message } of explanation.findings)
    expect(message).toContain(field.replace('credential', ''));
  return explanation.findings.map(({ code, field }) => `${code} ${field}`);
}

describe('Aliyun 1.16', () => {
  const minted = mintAliyun(asked, aliyunSecrets, { now }).credential;
  const fields = {
    appId: minted.appId,
    channelId: minted.channelId,
    userId: minted.userId,
    nonce: minted.nonce,
    timestamp: minted.timestamp,
  };
  const key = aliyunSecrets.appKey;
  const plain = `${minted.appId}${key}${minted.channelId}${minted.userId}${minted.nonce}${minted.timestamp}`;
  const withToken = (token: string): AliyunCredential => ({
    ...minted,
    token,
    turn: { ...minted.turn, password: token },
  });

  test.for<[string, unknown, readonly string[]]>([
    ['string gslb', { ...minted, gslb: minted.gslb[0] }, ['malformed gslb']],
    ['empty gslb', { ...minted, gslb: [] }, ['malformed gslb']],
    ['gslb without scheme', { ...minted, gslb: ['rgslb.rtc.aliyuncs.com'] }, ['malformed gslb']],
    ['token in upper case', withToken(minted.token.toUpperCase()), ['wrong-signature token']],
    ['token cut off', withToken(minted.token.slice(0, 40)), ['malformed token']],
    [
      'token in base64',
      withToken(createHash('sha256').update(plain).digest('base64')),
      ['wrong-signature token'],
    ],
    [
      'HMAC instead of a hash',
      withToken(createHmac('sha256', key).update(plain).digest('hex')),
      ['wrong-signature token'],
    ],
    ['a line break after the key', withToken(signAliyun(fields, `${key}\n`)), ['wrong-signature token']],
    ['another key', withToken(signAliyun(fields, 'other-key')), ['wrong-signature token']],
    [
      'hash over milliseconds',
      withToken(signAliyun({ ...fields, timestamp: fields.timestamp * 1000 }, key)),
      ['milliseconds timestamp'],
    ],
    [
      'hash over another nonce',
      withToken(signAliyun({ ...fields, nonce: fields.nonce.slice(3) }, key)),
      ['wrong-signature nonce'],
    ],
    ['no TURN pair', { ...minted, turn: undefined }, ['missing turn']],
    ['not an object', 'AK-1', ['malformed credential']],
  ])('%s', ([, credential, expected]) => {
    expect(found('aliyun', credential)).toEqual(expected);
  });

  test('milliseconds for seconds, nonce without AK-, the spelling of the SDK', () => {
    expect(found('aliyun', { ...minted, timestamp: minted.timestamp * 1000 })).toContain(
      'milliseconds timestamp',
    );
    expect(found('aliyun', { ...minted, nonce: minted.nonce.slice(3) })).toContain('malformed nonce');
    const { appId: appid, userId: userid, channelId: channel, ...rest } = minted;
    expect(found('aliyun', { ...rest, appid, userid, channel })).toEqual(
      expect.arrayContaining(['malformed appId', 'malformed channelId', 'malformed userId']),
    );
  });

  test('an altered field is told from an altered token by the TURN pair', () => {
    expect(found('aliyun', { ...minted, userId: 'bob' })).toEqual(
      expect.arrayContaining(['wrong-user userId', 'wrong-signature userId']),
    );
    expect(found('aliyun', { ...minted, timestamp: minted.timestamp + 60 })).toContain(
      'wrong-signature timestamp',
    );
    expect(found('aliyun', { ...minted, appId: 'app2' })).toContain('wrong-app appId');
    expect(found('aliyun', { ...minted, channelId: 'room2' })).toContain('wrong-room channelId');
  });

  test('expired, by how much; wrong by the vendor time; later than any credential', () => {
    const explanation = vendorNamed('aliyun').explain(minted, { ...asked, now: now + 3600_000 + 7_384_000 });
    expect(explanation.findings).toMatchObject([{ code: 'expired', field: 'timestamp', seconds: 7384 }]);
    expect(explanation.summary).toContain('timestamp: the credential expired 2 hours 3 minutes ago');
    expect(found('aliyun', minted, { vendorNow: now + 3700_000 })).toEqual([
      'clock-skew clock',
      'expired timestamp',
    ]);
    expect(found('aliyun', minted, { now: now - 3600_000 * 50 })).toEqual(['lifetime-too-long timestamp']);
  });

  test("the vendor's code is put into words", () => {
    expect(found('aliyun', minted, { vendorCode: 33620481 })).toEqual(['refused-by-vendor appId']);
    expect(found('aliyun', minted, { vendorCode: 12345 })).toEqual([]);
  });

  test('the right token is never told, whatever was altered', () => {
    for (const credential of [
      withToken(''),
      withToken('0'.repeat(64)),
      { ...minted, token: minted.token.toUpperCase() },
    ]) {
      expect(
        JSON.stringify(vendorNamed('aliyun').explain({ ...credential, turn: undefined }, { ...asked, now })),
      ).not.toContain(minted.token);
    }
  });

  test('a credential cannot be stretched by moving digits from the nonce to the timestamp', () => {
    for (let run = 0; run < 50; run += 1) {
      const { nonce } = mintAliyun(asked, aliyunSecrets, { now }).credential;
      expect(nonce).toMatch(/[a-f]$/);
    }
  });

  test('ids that run into the nonce, or have another length than configured, are refused', () => {
    expect(() => mintAliyun({ room: 'room1', userId: 'aliceAK-1' }, aliyunSecrets)).toThrow(
      'userId must not contain "AK-"',
    );
    const fixed = { ...aliyunSecrets, userIdLength: 5 };
    expect(mintAliyun(asked, fixed).credential.userId).toBe('alice');
    expect(() => mintAliyun({ room: 'room1', userId: '0alice' }, fixed)).toThrow(
      'userId must have exactly 5 characters',
    );
  });

  test('permissions, which the vendor cannot carry, are refused', () => {
    expect(() => mintAliyun({ ...asked, permissions: { publish: [] } }, aliyunSecrets)).toThrow(
      expect.objectContaining({ code: 'unsupported', field: 'permissions' }),
    );
  });
});

describe('Aliyun 7.x', () => {
  const fields = {
    appId: aliyunSecrets.appId,
    channelId: 'room1',
    userId: 'alice',
    nonce: '',
    timestamp: now / 1000 + 60,
  };
  const token = signAliyun(fields, aliyunSecrets.appKey);

  test('string, object with it, and separate fields', () => {
    const single = encodeAliyunArtc(fields, token);
    expect(found('aliyun-artc', single)).toEqual([]);
    expect(found('aliyun-artc', { token: single })).toEqual([]);
    expect(found('aliyun-artc', { ...fields, token })).toEqual([]);
  });

  test.for<[string, string, readonly string[]]>([
    ['cut off', encodeAliyunArtc(fields, token).slice(0, -3), ['malformed token']],
    ['base64 of no JSON', Buffer.from('hello').toString('base64'), ['malformed token']],
    ['the URL form of base64', `${encodeAliyunArtc(fields, token).slice(0, -1)}_`, ['malformed token']],
    [
      'timestamp in milliseconds',
      encodeAliyunArtc({ ...fields, timestamp: fields.timestamp * 1000 }, token),
      ['milliseconds token.timestamp', 'milliseconds token.timestamp'],
    ],
    [
      'another room',
      encodeAliyunArtc({ ...fields, channelId: 'room2' }, token),
      ['wrong-room token.channelid', 'wrong-signature token.channelid'],
    ],
  ])('%s', ([, single, expected]) => {
    expect(found('aliyun-artc', single)).toEqual(expected);
  });
});

describe('LiveKit', () => {
  const secret = new TextEncoder().encode(livekitSecrets.apiSecret);
  const sign = (claims: Record<string, unknown>, key: Uint8Array = secret): Promise<string> =>
    new SignJWT({
      iss: livekitSecrets.apiKey,
      sub: 'alice',
      exp: now / 1000 + 60,
      video: { roomJoin: true, room: 'room1' },
      ...claims,
    })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(key);

  test.for<[string, Record<string, unknown>, readonly string[]]>([
    ['fine', {}, []],
    ['milliseconds', { exp: now + 60_000 }, ['milliseconds token.exp']],
    ['expired', { exp: now / 1000 - 9 }, ['expired token.exp']],
    ['not yet valid', { nbf: now / 1000 + 300 }, ['not-yet-valid token.nbf']],
    ['within the clock skew', { nbf: now / 1000 + 20 }, []],
    ['another key id', { iss: 'APIother' }, ['wrong-app token.iss']],
    ['another user', { sub: 'bob' }, ['wrong-user token.sub']],
    ['another room', { video: { roomJoin: true, room: 'room2' } }, ['wrong-room token.video.room']],
    ['no grant', { video: { room: 'room1' } }, ['missing-grant token.video.roomJoin']],
  ])('%s', async ([, claims, expected]) => {
    expect(found('livekit', { url: livekitSecrets.url, token: await sign(claims) })).toEqual(expected);
  });

  test('another secret, another algorithm, another server, no JWT', async () => {
    const token = await sign({});
    const url = livekitSecrets.url;
    const other = await sign({}, new TextEncoder().encode('another-secret-0123456789abcdef01234'));
    expect(found('livekit', { url, token: other })).toEqual(['wrong-signature token']);
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`;
    expect(found('livekit', { url, token: none })).toEqual(['wrong-algorithm token.alg']);
    expect(found('livekit', { url: 'wss://other.example', token })).toEqual(['wrong-server url']);
    expect(found('livekit', { url: 'https://media.example', token })).toEqual(['malformed url']);
    expect(found('livekit', { url, token: token.slice(0, -3) })).toEqual(
      expect.arrayContaining([expect.stringMatching(/ token$/)]),
    );
    expect(found('livekit', { url, token: `Bearer ${token}` })).toEqual(['malformed token']);
    // The last of 43 letters carries two bits that say nothing: another letter decodes to the same signature.
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const same = letters.charAt(letters.indexOf(token.slice(-1)) + 1);
    expect(found('livekit', { url, token: token.slice(0, -1) + same })).toEqual(['malformed token']);
  });
});

describe('Agora', () => {
  const parts = {
    ...agoraSecrets,
    channel: 'room1',
    uid: 'alice',
    issuedAt: now / 1000,
    lifetimeSeconds: 60,
    salt: 7,
    privileges: [1],
  };
  const outside = { appId: agoraSecrets.appId, channel: 'room1', uid: 'alice' };

  test.for<[string, Partial<typeof parts>, readonly string[]]>([
    ['fine', {}, []],
    ['another channel', { channel: 'room2' }, ['wrong-room token.channel']],
    ['another user', { uid: 'bob' }, ['wrong-user token.uid']],
    ['another project', { appId: '0'.repeat(32) }, ['wrong-app token.appId']],
    ['another certificate', { appCertificate: '0'.repeat(32) }, ['wrong-signature token']],
    ['issued in the future', { issuedAt: now / 1000 + 300 }, ['not-yet-valid token.issueTs']],
    ['expired', { issuedAt: now / 1000 - 100 }, ['expired token.expire']],
    [
      'a time where a duration belongs',
      { lifetimeSeconds: now / 1000 + 60 },
      ['lifetime-too-long token.expire', 'milliseconds token.expire'],
    ],
    ['no privilege to join', { privileges: [2] }, ['missing-grant token.privileges']],
  ])('%s', async ([, change, expected]) => {
    expect(found('agora', { ...outside, token: await buildAgoraToken({ ...parts, ...change }) })).toEqual(
      expected,
    );
  });

  test('old versions, a bomb, a number as uid', async () => {
    const token = await buildAgoraToken(parts);
    expect(found('agora', { ...outside, token: `006${token.slice(3)}` })).toEqual(['malformed token']);
    const bomb = deflateSync(Buffer.alloc(1_000_000)).toString('base64');
    expect(found('agora', { ...outside, token: `007${bomb}` })).toEqual(['malformed token']);
    const trailing = Buffer.concat([Buffer.from(token.slice(3), 'base64'), Buffer.from('xyz')]).toString(
      'base64',
    );
    expect(found('agora', { ...outside, token: `007${trailing}` })).toEqual(['malformed token']);
    const numeric = await buildAgoraToken({ ...parts, uid: 42 });
    expect(found('agora', { ...outside, uid: 42, token: numeric }, { userId: '42' })).toEqual([
      'malformed uid',
    ]);
  });
});

describe('TRTC', () => {
  const ticket = {
    userId: 'alice',
    sdkAppId: trtcSecrets.sdkAppId,
    issuedAt: now / 1000,
    lifetimeSeconds: 60,
  };
  const sign = (change: Partial<typeof ticket>, key = trtcSecrets.secretKey): object => ({
    sdkAppId: trtcSecrets.sdkAppId,
    userId: 'alice',
    strRoomId: 'room1',
    userSig: encodeTrtcTicket({ ...ticket, ...change }, key),
  });
  const without = 'missing privateMapKey';

  test.for<[string, object, readonly string[]]>([
    ['fine', sign({}), [without]],
    [
      'a proxy that the SDK would dial for ever',
      { ...sign({}), proxy: { websocketProxy: 'https://a.example' } },
      ['malformed proxy.websocketProxy', without],
    ],
    [
      'a logger that takes no post',
      { ...sign({}), proxy: { websocketProxy: 'wss://a.example', loggerProxy: 'wss://a.example' } },
      ['malformed proxy.loggerProxy', without],
    ],
    ['a proxy that is none', { ...sign({}), proxy: 'wss://a.example' }, ['malformed proxy', without]],
    ['another user', sign({ userId: 'bob' }), ['wrong-user userSig.TLS.identifier', without]],
    ['another application', sign({ sdkAppId: 1 }), ['wrong-app userSig.TLS.sdkappid', without]],
    ['another key', sign({}, 'other'), ['wrong-signature userSig.TLS.sig', without]],
    [
      'issued in the future',
      sign({ issuedAt: now / 1000 + 300 }),
      ['not-yet-valid userSig.TLS.time', without],
    ],
    ['time in milliseconds', sign({ issuedAt: now }), ['milliseconds userSig.TLS.time', without]],
    ['expired', sign({ issuedAt: now / 1000 - 100 }), ['expired userSig.TLS.expire', without]],
    ['plain base64', { ...sign({}), userSig: 'eJw+/=' }, ['malformed userSig', without]],
  ])('%s', ([, credential, expected]) => {
    expect(found('trtc', credential)).toEqual(expected);
  });
});

describe('p2p', () => {
  test('a dropped key, another type of JWT, a future time', async () => {
    const { token } = (await mintP2p(asked, { current: 'another-key-0123456789abcdef0123456789' }, { now }))
      .credential;
    expect(found('p2p', { token })).toEqual(['wrong-key token.kid', 'wrong-signature token']);
    const key = new TextEncoder().encode(String(p2pSecrets.current));
    const foreign = await new SignJWT({ ...asked, sub: 'alice' })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime(now / 1000 + 60)
      .sign(key);
    expect(found('p2p', foreign)).toEqual(
      expect.arrayContaining(['wrong-version token.typ', 'missing token.jti', 'missing token.iat']),
    );
    const early = (await mintP2p(asked, p2pSecrets, { now: now + 120_000 })).credential;
    expect(found('p2p', early)).toEqual(['not-yet-valid token.iat']);
  });
});
