import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';

import { buildAgoraToken } from '../src/agora.ts';
import { aliyunTurnUsername, encodeAliyunArtc, signAliyun } from '../src/aliyun.ts';
import { mintP2p } from '../src/p2p.ts';
import { janusPlugins, janusTextPin, janusToken } from '../src/janus/janus-sign.ts';
import { encodeTrtcTicket } from '../src/trtc.ts';
import {
  agoraSecrets,
  aliyunSecrets,
  janusSecrets,
  livekitSecrets,
  p2pSecrets,
  trtcSecrets,
} from './fixtures.ts';
import { parseJson, textAt } from './typed.ts';
import { vendors } from './vendors.ts';

/** Every vendor is asked about each fault of the list below, and its answer names code, field and amount. */
const now = 1_700_000_000_000;
const seconds = now / 1000;
const asked = { room: 'room1', userId: 'alice' };

/** What a credential was made for; each fault changes one thing. */
interface Made {
  readonly app: string;
  readonly room: string;
  readonly user: string;
  /** Whether the right key signed it. */
  readonly rightKey: boolean;
  /** When it ends, in the unit that the vendor reads. */
  readonly expiry: number;
}

type Fault = 'expired' | 'milliseconds' | 'app' | 'room' | 'user' | 'hash';

const changes: Readonly<Record<Fault, Partial<Made>>> = {
  expired: { expiry: seconds - 7384 },
  milliseconds: { expiry: now + 3_600_000 },
  app: { app: 'other' },
  room: { room: 'room2' },
  user: { user: 'bob' },
  hash: { rightKey: false },
};

/** How one vendor's server would make it, and what `explain` must say: `code field`. */
interface Row {
  readonly make: (made: Made) => unknown;
  readonly says: Readonly<Record<Fault, string>>;
}

const wrongHex = '0'.repeat(32);
const wrongSecret = 'another-secret-0123456789abcdef0123456789';

const aliyunFields = (made: Made) => ({
  appId: made.app === 'other' ? 'app2' : aliyunSecrets.appId,
  channelId: made.room,
  userId: made.user,
  nonce: 'AK-0123456789abcdef',
  timestamp: made.expiry,
});
const aliyunKey = (made: Made): string => (made.rightKey ? aliyunSecrets.appKey : wrongSecret);

const jwt = async (
  made: Made,
  claims: Record<string, unknown>,
  header: Record<string, string>,
  key: string,
) =>
  new SignJWT({ sub: made.user, exp: made.expiry, ...claims })
    .setProtectedHeader({ alg: 'HS256', ...header })
    .sign(new TextEncoder().encode(made.rightKey ? key : wrongSecret));

const rows: Readonly<Record<string, Row>> = {
  aliyun: {
    make: (made) => {
      const fields = aliyunFields(made);
      const token = signAliyun(fields, aliyunKey(made));
      const turn = { username: aliyunTurnUsername(fields), password: token };
      return { ...fields, token, turn, gslb: ['https://rgslb.rtc.aliyuncs.com'] };
    },
    says: {
      expired: 'expired timestamp',
      milliseconds: 'milliseconds timestamp',
      app: 'wrong-app appId',
      room: 'wrong-room channelId',
      user: 'wrong-user userId',
      hash: 'wrong-signature token',
    },
  },
  'aliyun-artc': {
    make: (made) => ({
      token: encodeAliyunArtc(aliyunFields(made), signAliyun(aliyunFields(made), aliyunKey(made))),
    }),
    says: {
      expired: 'expired token.timestamp',
      milliseconds: 'milliseconds token.timestamp',
      app: 'wrong-app token.appid',
      room: 'wrong-room token.channelid',
      user: 'wrong-user token.userid',
      hash: 'wrong-signature token.token',
    },
  },
  livekit: {
    make: async (made) => ({
      url: livekitSecrets.url,
      token: await jwt(
        made,
        {
          iss: made.app === 'other' ? 'APIother' : livekitSecrets.apiKey,
          video: { roomJoin: true, room: made.room },
        },
        {},
        livekitSecrets.apiSecret,
      ),
    }),
    says: {
      expired: 'expired token.exp',
      milliseconds: 'milliseconds token.exp',
      app: 'wrong-app token.iss',
      room: 'wrong-room token.video.room',
      user: 'wrong-user token.sub',
      hash: 'wrong-signature token',
    },
  },
  agora: {
    make: async (made) => {
      const appId = made.app === 'other' ? wrongHex : agoraSecrets.appId;
      // Agora's end is a duration: what a server takes for milliseconds here is a time.
      const lifetimeSeconds = made.expiry > 1e11 ? seconds + 3600 : 60;
      const token = await buildAgoraToken({
        appId,
        appCertificate: made.rightKey ? agoraSecrets.appCertificate : wrongHex,
        channel: made.room,
        uid: made.user,
        issuedAt: made.expiry > 1e11 ? seconds : made.expiry - lifetimeSeconds,
        lifetimeSeconds,
        salt: 7,
        privileges: [1],
      });
      return { appId, channel: made.room, uid: made.user, token };
    },
    says: {
      expired: 'expired token.expire',
      milliseconds: 'milliseconds token.expire',
      app: 'wrong-app appId',
      room: 'wrong-room channel',
      user: 'wrong-user uid',
      hash: 'wrong-signature token',
    },
  },
  trtc: {
    make: (made) => {
      const sdkAppId = made.app === 'other' ? 1 : trtcSecrets.sdkAppId;
      const ticket = {
        userId: made.user,
        sdkAppId,
        issuedAt: made.expiry > 1e11 ? now : made.expiry - 60,
        lifetimeSeconds: 60,
      };
      const userSig = encodeTrtcTicket(ticket, made.rightKey ? trtcSecrets.secretKey : wrongSecret);
      return { sdkAppId, userId: made.user, strRoomId: made.room, userSig };
    },
    says: {
      expired: 'expired userSig.TLS.expire',
      milliseconds: 'milliseconds userSig.TLS.time',
      app: 'wrong-app sdkAppId',
      room: 'wrong-room strRoomId',
      user: 'wrong-user userId',
      hash: 'wrong-signature userSig.TLS.sig',
    },
  },
  janus: {
    make: (made) => {
      const { expiry, room, user, app } = made;
      const secret = made.rightKey ? janusSecrets.tokenSecret : wrongSecret;
      const allows = [`room=${room}`, `user=${user}`];
      return {
        url: app === 'other' ? 'wss://other.example' : janusSecrets.url,
        token: janusToken({ expiry, realm: 'janus', allows: Object.values(janusPlugins) }, secret),
        roomToken: janusToken({ expiry, realm: janusPlugins.video, allows }, secret),
        textPin: janusTextPin(room, secret),
      };
    },
    says: {
      expired: 'expired token',
      milliseconds: 'milliseconds token',
      app: 'wrong-server url',
      room: 'wrong-room roomToken.room',
      user: 'wrong-user roomToken.user',
      hash: 'wrong-signature token',
    },
  },
  p2p: {
    make: async (made) => {
      // The signing key is the application of this vendor: the token names it.
      const secrets = made.app === 'other' ? { current: wrongSecret } : p2pSecrets;
      const { token } = (await mintP2p(asked, secrets, { now })).credential;
      const kid = textAt(parseJson(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()), 'kid');
      const claims = { room: made.room, jti: 'one', iat: Math.min(made.expiry - 60, seconds) };
      return { token: await jwt(made, claims, { typ: 'jackfield-p2p+jwt', kid }, String(secrets.current)) };
    },
    says: {
      expired: 'expired token.exp',
      milliseconds: 'milliseconds token.exp',
      app: 'wrong-key token.kid',
      room: 'wrong-room token.room',
      user: 'wrong-user token.sub',
      hash: 'wrong-signature token',
    },
  },
};

const right: Made = {
  app: 'own',
  room: asked.room,
  user: asked.userId,
  rightKey: true,
  expiry: seconds + 60,
};

test('every vendor has a row', () => {
  expect(Object.keys(rows)).toEqual(vendors.map(({ name }) => name));
});

describe.for(vendors)('$name', ({ name, explain }) => {
  const row = rows[name];
  if (row === undefined) throw new Error(`no row for ${name}`);

  test('finds nothing wrong with the right one', async () => {
    expect(explain(await row.make(right), { ...asked, now })).toMatchObject({ valid: true });
  });

  test.for(Object.keys(changes) as Fault[])('%s', async (fault) => {
    const { valid, findings } = explain(await row.make({ ...right, ...changes[fault] }), { ...asked, now });
    expect(valid).toBe(false);
    expect(findings.map(({ code, field }) => `${code} ${field}`)).toContain(row.says[fault]);
    const [code = '', field = ''] = row.says[fault].split(' ');
    const finding = findings.find((each) => each.code === code && each.field === field);
    expect(finding?.message, 'the message names the field').toContain(field);
    if (fault === 'expired') {
      expect(finding?.seconds).toBe(7384);
      expect(finding?.message).toContain('expired 2 hours 3 minutes ago');
    }
  });

  test('a clock that is wrong, by how much and in which direction', async () => {
    const credential = await row.make(right);
    const behind = explain(credential, { ...asked, now, vendorNow: now + 3_700_000 });
    expect(behind.findings).toContainEqual({
      code: 'clock-skew',
      severity: 'error',
      field: 'clock',
      seconds: -3700,
      message: "clock: this server's clock is 1 hour 1 minute behind the vendor's; set it by NTP.",
    });
    const ahead = explain(credential, { ...asked, now, vendorNow: now - 61_000 });
    expect(ahead.findings.map(({ message }) => message).join(' ')).toContain('1 minute 1 second ahead of');
    const close = explain(credential, { ...asked, now, vendorNow: now + 20_000 });
    expect(close.findings.map(({ code }) => code)).not.toContain('clock-skew');
  });
});
