import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isTokenError, providersFromSecrets, secretsFromEnvironment } from '../src/index.ts';
import {
  agoraSecrets,
  aliyunSecrets,
  fullEnvironment,
  leaksIn,
  livekitSecrets,
  p2pSecrets,
  janusSecrets,
  trtcSecrets,
} from './fixtures.ts';

describe('secretsFromEnvironment', () => {
  test('reads every vendor; an empty environment has none', () => {
    expect(secretsFromEnvironment(fullEnvironment)).toEqual({
      aliyun: aliyunSecrets,
      livekit: livekitSecrets,
      agora: agoraSecrets,
      trtc: trtcSecrets,
      janus: janusSecrets,
      p2p: { ...p2pSecrets, previous: [] },
    });
    expect(secretsFromEnvironment({ PATH: '/bin', ALIYUN_APP_ID: '' })).toEqual({});
  });

  test('reads lists', () => {
    const { aliyun, p2p } = secretsFromEnvironment({
      ...fullEnvironment,
      ALIYUN_GSLB: 'https://a.example, https://b.example',
      ALIYUN_USER_ID_LENGTH: '8',
      P2P_PREVIOUS_SIGNING_KEYS: `${'a'.repeat(32)},${'b'.repeat(32)}`,
    });
    expect(aliyun).toMatchObject({ gslb: ['https://a.example', 'https://b.example'], userIdLength: 8 });
    expect(p2p?.previous).toEqual(['a'.repeat(32), 'b'.repeat(32)]);
  });

  test('reads where TRTC is, when it is not Tencent’s own; a logger alone is nowhere', () => {
    const { trtc } = secretsFromEnvironment({
      ...fullEnvironment,
      TRTC_WEBSOCKET_PROXY: 'wss://trtc.example.test',
      TRTC_LOGGER_PROXY: 'https://trtc.example.test/log',
    });
    expect(trtc).toEqual({
      ...trtcSecrets,
      proxy: { websocketProxy: 'wss://trtc.example.test', loggerProxy: 'https://trtc.example.test/log' },
    });
    expect(secretsFromEnvironment({ ...fullEnvironment, TRTC_LOGGER_PROXY: 'https://a.test' }).trtc).toEqual(
      trtcSecrets,
    );
    expect(() =>
      secretsFromEnvironment({ ...fullEnvironment, TRTC_WEBSOCKET_PROXY: 'https://a.test' }),
    ).toThrow('TRTC_WEBSOCKET_PROXY must be an address that begins with wss:// or ws://.');
  });

  test('lists every problem by variable, and no value', () => {
    const environment = {
      ...fullEnvironment,
      ALIYUN_APP_KEY: `${aliyunSecrets.appKey}\n`,
      ALIYUN_GSLB: 'rgslb.example',
      LIVEKIT_URL: 'https://media.example',
      LIVEKIT_API_SECRET: '',
      AGORA_APP_CERTIFICATE: 'SECRET-short',
      TRTC_SDK_APP_ID: '12x',
      P2P_SIGNING_KEY: 'SECRET-short',
    };
    const error = catchError(() => secretsFromEnvironment(environment));
    expect(error.message.split('\n')).toEqual([
      'ALIYUN_APP_KEY begins or ends with a blank or a line break.',
      'ALIYUN_GSLB: every entry must be an address that begins with https:// or http://.',
      'LIVEKIT_URL must be an address that begins with wss:// or ws://.',
      'LIVEKIT_API_SECRET is not set, though it belongs to LIVEKIT_URL, LIVEKIT_API_KEY.',
      'AGORA_APP_CERTIFICATE must be 32 hex digits.',
      'TRTC_SDK_APP_ID must be a whole number from 1 to 4294967295.',
      'P2P_SIGNING_KEY must have at least 32 bytes.',
    ]);
    expect(error).toMatchObject({ code: 'invalid-configuration', field: 'ALIYUN_APP_KEY' });
    expect(error.message).not.toContain('SECRET-');
  });

  test('any environment gives secrets or a typed error without a value', () => {
    const names = [
      ...Object.keys(fullEnvironment),
      'ALIYUN_GSLB',
      'ALIYUN_USER_ID_LENGTH',
      'P2P_PREVIOUS_SIGNING_KEYS',
    ];
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom(...Object.values(fullEnvironment)),
      fc.constant(undefined),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), (environment) => {
        try {
          providersFromSecrets(secretsFromEnvironment(environment));
        } catch (error) {
          expect(isTokenError(error), String(error)).toBe(true);
          expect(leaksIn(String(error))).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('providersFromSecrets', () => {
  test('mints for every vendor', async () => {
    const providers = providersFromSecrets(secretsFromEnvironment(fullEnvironment));
    expect(Object.keys(providers)).toEqual([
      'aliyun',
      'aliyun-artc',
      'livekit',
      'agora',
      'trtc',
      'janus',
      'p2p',
    ]);
    for (const provider of Object.values(providers)) {
      const minted = await provider.mint({ room: 'room1', userId: 'alice' }, {});
      expect(minted.lifetimeSeconds).toBe(3600);
      expect(leaksIn(JSON.stringify(minted))).toEqual([]);
    }
  });
});

function catchError(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('It did not throw.');
}
