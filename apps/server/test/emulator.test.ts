import { explainAliyun } from '@jackfield/tokens/aliyun';
import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../src/read-configuration.ts';
import { cookieOf } from './cookie-of.ts';
import { rawRequest } from './raw-request.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

interface TokenAnswer {
  readonly credential?: Readonly<Record<string, unknown>>;
}

async function ask(server: TestServer, provider: string): Promise<{ status: number; body: TokenAnswer }> {
  const response = await fetch(new URL('token', server.url), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Cookie: await cookieOf(server) },
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

  it('starts with the first credential where it waits to be asked, and stops with the server', async () => {
    await using server = await startTestServer({ emulator: { turnPort: 0, starts: 'when-asked' } });
    expect(server.turnUrl).toBeUndefined();
    expect((await fetch(new URL('gslb/v1/nothing', server.url))).status).toBe(404);
    const answers = await Promise.all([ask(server, 'aliyun'), ask(server, 'aliyun')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(server.turnUrl).toMatch(/^turn:127\.0\.0\.1:\d+/);
    const turnPort = Number(/:(\d+)(?:\?|$)/.exec(server.turnUrl ?? '')?.[1]);
    await server.stop();
    // Its port is free again.
    await using next = await startTestServer({ emulator: { turnPort, starts: 'at-once' } });
    expect(next.turnUrl).toBe(server.turnUrl);
  });

  it('answers a failure of its own as one, without the reason, and takes the next try', async () => {
    await using first = await startTestServer({ emulator: { turnPort: 0, starts: 'at-once' } });
    const turnPort = Number(/:(\d+)(?:\?|$)/.exec(first.turnUrl ?? '')?.[1]);
    await using server = await startTestServer({ emulator: { turnPort, starts: 'when-asked' } });
    const refused = await ask(server, 'aliyun');
    expect(refused).toMatchObject({ status: 500, body: { error: { code: 'server-error' } } });
    expect(JSON.stringify(refused.body)).not.toContain('EADDRINUSE');
    await first.stop();
    expect((await ask(server, 'aliyun')).status).toBe(200);
  });

  it('gets its credentials from /token and answers on the same port', async () => {
    await using server = await startTestServer({ emulator: { turnPort: 0, starts: 'at-once' } });
    const { status, body } = await ask(server, 'aliyun');
    expect(status).toBe(200);
    expect(body.credential).toMatchObject({ appId: 'emulator', gslb: [server.url.slice(0, -1)] });
    const response = await fetch(new URL('gslb/v1/nothing', server.url));
    expect(await response.json()).toMatchObject({ code: 404 });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('answers to no other name', async () => {
    await using server = await startTestServer({ emulator: { turnPort: 0, starts: 'at-once' } });
    const answer = await rawRequest(server.port, ['GET /gslb/v1/nothing HTTP/1.1', 'Host: evil.example']);
    expect(answer).toMatch(/^HTTP\/1\.1 421 /);
  });

  it('says which variable to change when its port is taken, and lets go of its own', async () => {
    await using first = await startTestServer({ emulator: { turnPort: 0, starts: 'at-once' } });
    const turnPort = Number(first.turnUrl?.split(':').at(-1));
    await expect(startTestServer({ emulator: { turnPort, starts: 'at-once' } })).rejects.toThrow(
      'ALIYUN_EMULATOR_TURN_PORT',
    );
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

  it('takes two variables: the same app then calls through the real service', async () => {
    const { vendorSecrets, emulator } = readConfiguration({
      environment: { ALIYUN_APP_ID: 'real', ALIYUN_APP_KEY: 'a-key-that-stays-here' },
      demoDirectory: '/nowhere',
    });
    await using server = await startTestServer({ vendorSecrets, emulator });
    const offers: unknown = await (await fetch(new URL('providers', server.url))).json();
    expect(offers).toHaveProperty('providers.aliyun', { ready: true });
    const { credential } = (await ask(server, 'aliyun')).body;
    expect(Object.keys(credential ?? {}).sort()).toEqual([
      'appId',
      'channelId',
      'gslb',
      'nonce',
      'timestamp',
      'token',
      'turn',
      'userId',
    ]);
    // The public entry point of the service, and what the console of the account gives out.
    expect(credential).toMatchObject({ appId: 'real', gslb: ['https://rgslb.rtc.aliyuncs.com'] });
    expect(server.turnUrl, 'no emulator runs').toBeUndefined();
    const single = (await ask(server, 'aliyun-artc')).body.credential;
    expect(Object.keys(single ?? {})).toEqual(['token']);
  });
});
