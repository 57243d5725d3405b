import { describe, expect, test, vi } from 'vitest';

import { mintAgora } from '../src/agora.ts';
import { createTokenHandler, providersFromSecrets } from '../src/index.ts';
import { mintLivekit } from '../src/livekit.ts';
import { mintP2p, verifyP2p } from '../src/p2p.ts';
import { agoraSecrets, aliyunSecrets, livekitSecrets, p2pSecrets } from './fixtures.ts';

const notThere = (name: string): never => {
  throw new Error(`Cannot find package '${name}'`);
};
vi.mock('agora-token/src/AccessToken2.js', () => notThere('agora-token'));
vi.mock('jose', () => notThere('jose'));
vi.mock('livekit-server-sdk', () => notThere('livekit-server-sdk'));

const request = { room: 'room1', userId: 'alice' };

describe('a server without a library', () => {
  test.for([
    ['agora-token', () => mintAgora(request, agoraSecrets)],
    ['livekit-server-sdk', () => mintLivekit(request, livekitSecrets)],
    ['jose', () => mintP2p(request, p2pSecrets)],
    ['jose', () => verifyP2p('a.b.c', { keys: p2pSecrets })],
  ] as const)('is told to install %s', async ([library, use]) => {
    await expect(use()).rejects.toMatchObject({
      code: 'invalid-configuration',
      field: library,
      message: expect.stringContaining(`npm install ${library}`) as unknown,
    });
  });

  test('serves the vendors that need none, and tells its log about the others', async () => {
    const details: unknown[] = [];
    const handler = createTokenHandler({
      providers: providersFromSecrets({ aliyun: aliyunSecrets, livekit: livekitSecrets }),
      authorize: () => Promise.resolve({ allow: true, userId: 'alice' }),
      log: ({ detail }) => details.push(detail),
    });
    const ask = (provider: string): Promise<Response> =>
      handler(
        new Request('https://call.example/token', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ provider, ...request }),
        }),
      );
    expect((await ask('aliyun')).status).toBe(200);
    expect((await ask('livekit')).status).toBe(500);
    expect(details).toEqual([undefined, expect.stringContaining('npm install livekit-server-sdk')]);
  });
});
