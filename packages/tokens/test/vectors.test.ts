import { inflateSync } from 'node:zlib';

import { TokenVerifier } from 'livekit-server-sdk';
import { Api } from 'tls-sig-api-v2';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { buildAgoraToken, explainAgora, readAgoraToken } from '../src/agora.ts';
import { encodeAliyunArtc, explainAliyunArtc, mintAliyun, signAliyun } from '../src/aliyun.ts';
import { mintLivekit } from '../src/livekit.ts';
import { mintJanus } from '../src/janus.ts';
import { encodeTrtcRoomGrant, encodeTrtcTicket, mintTrtc, signTrtc } from '../src/trtc.ts';
import { agoraSecrets, janusSecrets, livekitSecrets, trtcSecrets } from './fixtures.ts';
import { matching } from './typed.ts';

describe('Aliyun', () => {
  const fields = {
    appId: 'abc',
    channelId: 'abcChannel',
    userId: 'abcUser',
    nonce: '',
    timestamp: 1699423634,
  };
  const token = '3c9ee8d9f8734f0b7560ed8022a0590659113955819724fc9345ab8eedf84f31';

  test("the vendor's published token", () => {
    expect(signAliyun(fields, 'abckey')).toBe(token);
  });

  test('the single-string form of it', () => {
    const single =
      'eyJhcHBpZCI6ImFiYyIsImNoYW5uZWxpZCI6ImFiY0NoYW5uZWwiLCJ1c2VyaWQiOiJhYmNVc2VyIiwibm9uY2UiOiIiLCJ0aW1lc3RhbXAiOjE2OTk0MjM2MzQsInRva2VuIjoiM2M5ZWU4ZDlmODczNGYwYjc1NjBlZDgwMjJhMDU5MDY1OTExMzk1NTgxOTcyNGZjOTM0NWFiOGVlZGY4NGYzMSJ9';
    expect(encodeAliyunArtc(fields, token)).toBe(single);
    const context = { secrets: { appId: 'abc', appKey: 'abckey' }, now: 1699423000_000 };
    expect(explainAliyunArtc(single, context)).toMatchObject({ valid: true, findings: [] });
  });

  test('the 1.16 form with a nonce', () => {
    const nonce = 'AK-2b9be4b25c2d38c409c376ffd2372be1';
    expect(signAliyun({ ...fields, nonce }, 'abckey')).toBe(
      '7034a32b083a753c76bc7a6607dfe4d59f4aee3cd404c71ea5bbfe7158812198',
    );
  });

  test('a minted credential has the fields and types that the adapter reads, and a TURN pair', () => {
    const minted = mintAliyun(
      { room: 'room1', userId: 'alice' },
      { appId: 'app1', appKey: 'k' },
      { now: 1_700_000_000_900 },
    );
    const { nonce, token: hash } = minted.credential;
    expect(minted).toEqual({
      credential: {
        appId: 'app1',
        channelId: 'room1',
        userId: 'alice',
        nonce: matching(/^AK-[0-9a-f]{31}[a-f]$/),
        timestamp: 1_700_003_600,
        gslb: ['https://rgslb.rtc.aliyuncs.com'],
        token: signAliyun(
          { appId: 'app1', channelId: 'room1', userId: 'alice', nonce, timestamp: 1_700_003_600 },
          'k',
        ),
        turn: {
          username: `alice?appid=app1&channel=room1&nonce=${nonce}&timestamp=1700003600`,
          password: hash,
        },
      },
      expiresAt: 1_700_003_600_000,
      lifetimeSeconds: 3600,
    });
  });
});

describe('Agora', () => {
  const vector =
    '007eJxTYBBbsMMnKq7p9Hf/HcIX5kce9b518kCiQgSr5Zrp4X1Tu6UUGCzNDZwdjU1TUs0Mkk1MzExMk5ISUy0SjQxNDcwMk4yN3b8IMEQwMTAwMoAwBIL4CgzmKeZGxmamqUmWFsYmFqbGluapxqnGaZYpJmYGSSkpiVwMRhYWRsYmhkbmxgDCaiTj';
  const channel = '7d72365eb983485397e3e3f9d460bdda';
  const parts = {
    ...agoraSecrets,
    channel,
    uid: 2882341273,
    issuedAt: 1111111,
    lifetimeSeconds: 600,
    salt: 1,
    privileges: [1],
  };
  const inflate = (token: string): string =>
    inflateSync(Buffer.from(token.slice(3), 'base64')).toString('hex');

  test("the library's own vector, compared by its inflated bytes", async () => {
    expect(inflate(await buildAgoraToken(parts))).toBe(inflate(vector));
  });

  test('the vector is read back and found valid at its time', () => {
    expect(readAgoraToken(vector)).toMatchObject({
      appId: agoraSecrets.appId,
      issuedAt: 1111111,
      lifetimeSeconds: 600,
      salt: 1,
      rtc: { channel, uid: '2882341273', privileges: new Map([[1, 600]]) },
    });
    const credential = { appId: agoraSecrets.appId, channel, uid: '2882341273', token: vector };
    const result = explainAgora(credential, {
      secrets: agoraSecrets,
      room: channel,
      userId: '2882341273',
      now: 1111200_000,
    });
    expect(result).toMatchObject({ valid: true, findings: [] });
  });
});

describe('TRTC', () => {
  const ticket = { userId: 'xiaojun', sdkAppId: 1400000000, issuedAt: 1700000000, lifetimeSeconds: 15552000 };
  afterEach(() => {
    vi.useRealTimers();
  });

  test('the signature of the vector', () => {
    expect(signTrtc(ticket, trtcSecrets.secretKey)).toBe('LvA7d/Iw7gSsnskvVzBDPOCCDbuNCw4GHwTC0bip+B4=');
  });

  test("UserSig and PrivateMapKey are byte for byte those of the vendor's own library", () => {
    vi.useFakeTimers({ now: 1_700_000_000_000, toFake: ['Date'] });
    const api = new Api(1400000000, trtcSecrets.secretKey);
    expect(encodeTrtcTicket(ticket, trtcSecrets.secretKey)).toBe(api.genUserSig('xiaojun', 15552000));

    const minted = mintTrtc({ room: 'room1', userId: 'xiaojun', lifetimeSeconds: 3600 }, trtcSecrets, {
      now: Date.now(),
    });
    expect(minted.credential.userSig).toBe(api.genUserSig('xiaojun', 3600));
    expect(minted.credential.privateMapKey).toBe(
      api.genPrivateMapKeyWithStringRoomID('xiaojun', 3600, 'room1', 255),
    );
    const audience = mintTrtc({ room: 'room1', userId: 'xiaojun', role: 'audience' }, trtcSecrets, {
      now: Date.now(),
    });
    expect(audience.credential.privateMapKey).toBe(
      api.genPrivateMapKeyWithStringRoomID('xiaojun', 3600, 'room1', 2 + 8 + 32 + 128),
    );
  });

  test('the room part has the documented layout', () => {
    const grant = { userId: 'u', sdkAppId: 1, room: 'r', expiresAt: 2, privileges: 255 };
    expect(encodeTrtcRoomGrant(grant).toString('hex')).toBe(
      ['01', '0001', '75', '00000001', '00000000', '00000002', '000000ff', '00000000', '0001', '72'].join(''),
    );
  });
});

describe('Janus', () => {
  test('a token is what openssl makes of it', () => {
    // printf '1700003600,janus,janus.plugin.videoroom,janus.plugin.textroom' | openssl dgst -sha1 -hmac secret -binary | base64
    const minted = mintJanus(
      { room: 'room1', userId: 'alice' },
      { url: 'wss://janus.example', tokenSecret: 'secret' },
      { now: 1_700_000_000_000 },
    );
    expect(minted.credential).toMatchObject({
      url: 'wss://janus.example',
      token: '1700003600,janus,janus.plugin.videoroom,janus.plugin.textroom:Nsp15ehpmLheB2PlXgqQM0v9qbY=',
      roomToken: matching(/^1700003600,janus\.plugin\.videoroom,room=room1,user=alice:/),
    });
  });

  test('the pin of a text room is that of its room alone, whoever asks', () => {
    const pin = (room: string, userId: string): string =>
      mintJanus({ room, userId }, janusSecrets).credential.textPin;
    expect(pin('room1', 'alice')).toBe(pin('room1', 'bob'));
    expect(pin('room1', 'alice')).not.toBe(pin('room2', 'alice'));
  });
});

describe('LiveKit', () => {
  test("the vendor's verifier accepts a minted token and reads the grants", async () => {
    const request = { room: 'room1', userId: 'alice', displayName: 'Alice Ä', lifetimeSeconds: 600 };
    const minted = await mintLivekit(
      { ...request, permissions: { publish: ['microphone', 'screen'], messages: false } },
      livekitSecrets,
    );
    const claims = await new TokenVerifier(livekitSecrets.apiKey, livekitSecrets.apiSecret).verify(
      minted.credential.token,
    );
    expect(claims).toMatchObject({
      iss: livekitSecrets.apiKey,
      sub: 'alice',
      name: 'Alice Ä',
      video: {
        roomJoin: true,
        room: 'room1',
        canPublish: true,
        canPublishSources: ['microphone', 'screen_share'],
        canSubscribe: true,
        canPublishData: false,
      },
    });
    expect(minted.expiresAt).toBe((claims.exp ?? 0) * 1000);
    expect((claims.exp ?? 0) - (claims.nbf ?? 0)).toBe(600);
  });

  test.each([
    [{ rename: true }, true],
    [{ rename: false }, undefined],
    [undefined, undefined],
  ])('with the permissions %j the own name may be changed: %s', async (permissions, allowed) => {
    const minted = await mintLivekit({ room: 'room1', userId: 'bob', permissions }, livekitSecrets);
    const claims = await new TokenVerifier(livekitSecrets.apiKey, livekitSecrets.apiSecret).verify(
      minted.credential.token,
    );
    expect(claims.video?.canUpdateOwnMetadata).toBe(allowed);
  });

  test('an audience token may publish nothing', async () => {
    const minted = await mintLivekit({ room: 'room1', userId: 'bob', role: 'audience' }, livekitSecrets);
    const claims = await new TokenVerifier(livekitSecrets.apiKey, livekitSecrets.apiSecret).verify(
      minted.credential.token,
    );
    expect(claims.video).toMatchObject({ canPublish: false, canSubscribe: true });
  });
});
