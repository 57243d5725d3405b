import { explainAliyun } from '@jackfield/tokens/aliyun';
import { describe, expect, it } from 'vitest';
import { rawRequest } from './raw-request.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

interface TokenAnswer {
  readonly credential?: Readonly<Record<string, unknown>>;
}

async function ask(server: TestServer, provider: string): Promise<{ status: number; body: TokenAnswer }> {
  const response = await fetch(new URL('token', server.url), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ provider, room: 'room', userId: 'user' }),
  });
  return { status: response.status, body: (await response.json()) as TokenAnswer };
}

describe('the mounted Aliyun emulator', () => {
  it('is off unless it is asked for', async () => {
    await using server = await startTestServer();
    expect(server.turnUrl).toBeUndefined();
    expect((await ask(server, 'aliyun')).status).toBe(400);
    expect((await fetch(new URL('gslb/v1/alloc', server.url))).status).toBe(404);
  });

  it('gets its credentials from /token and answers on the same port', async () => {
    await using server = await startTestServer({ emulator: { turnPort: 0 } });
    const { status, body } = await ask(server, 'aliyun');
    expect(status).toBe(200);
    expect(body.credential).toMatchObject({ appid: 'emulator', gslb: [server.url.slice(0, -1)] });
    const response = await fetch(new URL('gslb/v1/nothing', server.url));
    expect(await response.json()).toMatchObject({ code: 404 });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('answers to no other name', async () => {
    await using server = await startTestServer({ emulator: { turnPort: 0 } });
    const answer = await rawRequest(server.port, ['GET /gslb/v1/nothing HTTP/1.1', 'Host: evil.example']);
    expect(answer).toMatch(/^HTTP\/1\.1 421 /);
  });

  it('says which variable to change when its port is taken, and lets go of its own', async () => {
    await using first = await startTestServer({ emulator: { turnPort: 0 } });
    const turnPort = Number(first.turnUrl?.split(':').at(-1));
    await expect(startTestServer({ emulator: { turnPort } })).rejects.toThrow('ALIYUN_EMULATOR_TURN_PORT');
  });
});

describe('a vendor that is set up', () => {
  it('is offered through /token, with its secret kept', async () => {
    const aliyun = { appId: 'real', appKey: 'a-key-that-stays-here' };
    await using server = await startTestServer({ vendorSecrets: { aliyun } });
    const { body } = await ask(server, 'aliyun');
    expect(JSON.stringify(body)).not.toContain(aliyun.appKey);
    const found = explainAliyun(body.credential, { secrets: aliyun, room: 'room', userId: 'user' });
    expect(found).toMatchObject({ valid: true });
  });
});
