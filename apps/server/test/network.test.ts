import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../src/read-configuration.ts';
import { startTestServer } from './start-test-server.ts';

const turn = { urls: ['turn:relay.example:3478?transport=udp'], secret: 'a secret that the relay knows too' };

describe('the relay', () => {
  it('is named with a name that it accepts for an hour, and never with the secret', async () => {
    await using server = await startTestServer({ turn });
    const response = await fetch(new URL('network/relay', server.url), { method: 'POST' });
    expect(response.headers.get('cache-control')).toBe('no-store');
    const text = await response.text();
    expect(text).not.toContain(turn.secret);
    const { iceServers } = JSON.parse(text) as {
      readonly iceServers: readonly [
        { readonly urls: string[]; readonly username: string; readonly credential: string },
      ];
    };
    const [{ urls, username, credential }] = iceServers;
    expect(urls).toEqual(turn.urls);
    expect(credential).toBe(createHmac('sha1', turn.secret).update(username).digest('base64'));
    const lasts = Number(username.split(':', 1)[0]) - Date.now() / 1000;
    expect(lasts).toBeGreaterThan(3500);
    expect(lasts).toBeLessThanOrEqual(3600);
  });

  it('is none where none is set up, and told to nobody who lacks the invitation', async () => {
    await using server = await startTestServer();
    const url = new URL('network/relay', server.url);
    expect(await (await fetch(url, { method: 'POST' })).json()).toEqual({ iceServers: [] });
    await using guarded = await startTestServer({ turn, invitation: 'open sesame' });
    expect((await fetch(new URL('network/relay', guarded.url), { method: 'POST' })).status).toBe(401);
  });

  it.each([
    [{ TURN_URLS: 'turn:a.example:3478, turns:a.example:5349', TURN_SECRET: 's' }, 2],
    [{}, undefined],
  ])('is read from %j', (environment, count) => {
    expect(readConfiguration({ environment, demoDirectory: '/x' }).turn?.urls.length).toBe(count);
  });

  it.each([
    [{ TURN_URLS: 'turn:a.example' }, /TURN_SECRET/],
    [{ TURN_SECRET: 'never told' }, /TURN_URLS/],
    [{ TURN_URLS: 'https://a.example', TURN_SECRET: 'never told' }, /TURN_URLS/],
  ])('has to be set up as a whole: %j', (environment, message) => {
    const read = (): unknown => readConfiguration({ environment, demoDirectory: '/x' });
    expect(read).toThrow(message);
    expect(read).not.toThrow(/never told/);
  });
});

describe('what is measured', () => {
  it('is a quarter of a mebibyte each way, and no more', async () => {
    await using server = await startTestServer();
    const url = new URL('network/bytes', server.url);
    expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(256 * 1024);
    const send = async (bytes: number): Promise<number> =>
      (await fetch(url, { method: 'POST', body: new Uint8Array(bytes) })).status;
    expect(await send(256 * 1024)).toBe(204);
    expect(await send(256 * 1024 + 1)).toBe(413);
  });
});
