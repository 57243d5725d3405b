import { request as requestSecurely } from 'node:https';
import { TLSSocket } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { announce } from '../src/announce.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

interface SecureAnswer {
  readonly status: number | undefined;
  readonly fingerprint: string;
  readonly body: string;
}

/** Asks for a token as a page of the network does. The certificate is known by its fingerprint alone. */
function askSecurely(server: TestServer, invitation?: string, host?: string): Promise<SecureAnswer> {
  return new Promise((resolve, reject) => {
    const request = requestSecurely(
      {
        host: '127.0.0.1',
        port: server.port,
        path: '/token',
        method: 'POST',
        agent: false,
        rejectUnauthorized: false,
        headers: {
          'Content-Type': 'application/json',
          Host: host ?? `127.0.0.1:${server.port}`,
          ...(invitation === undefined ? {} : { Authorization: `Bearer ${invitation}` }),
        },
      },
      (response) => {
        const { socket } = response;
        if (!(socket instanceof TLSSocket)) {
          reject(new Error('not encrypted'));
          return;
        }
        const { fingerprint256 } = socket.getPeerCertificate();
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode, fingerprint: fingerprint256, body }));
      },
    );
    request.on('error', reject);
    request.end(JSON.stringify({ provider: 'p2p', room: 'room', userId: 'user' }));
  });
}

const invitationOf = (server: TestServer): string =>
  new URLSearchParams(new URL(server.lan?.link ?? '').hash.slice(1)).get('invitation') ?? '';

describe('a server for the network', () => {
  it('serves HTTPS with the certificate whose fingerprint it prints, to who has the invitation', async () => {
    await using server = await startTestServer({ lan: true });
    expect(server.url).toMatch(/^https:/);
    const answer = await askSecurely(server, invitationOf(server));
    expect(answer.status).toBe(200);
    expect(answer.fingerprint).toBe(server.lan?.fingerprint);
    expect(answer.body).not.toContain(invitationOf(server));
  });

  it('gives nobody else a credential', async () => {
    await using server = await startTestServer({ lan: true });
    const invitation = invitationOf(server);
    expect(invitation).toHaveLength(22);
    for (const wrong of [undefined, '', 'x', `${invitation}x`, invitation.slice(1)]) {
      const { status, body } = await askSecurely(server, wrong);
      expect(status).toBe(401);
      expect(body).not.toContain('credential');
    }
  });

  it('answers to no other name', async () => {
    await using server = await startTestServer({ lan: true });
    const { status } = await askSecurely(server, invitationOf(server), 'evil.example');
    expect(status).toBe(421);
  });

  it('makes another invitation at each start, or takes the one that is set', async () => {
    await using first = await startTestServer({ lan: true });
    await using second = await startTestServer({ lan: true });
    expect(invitationOf(first)).not.toBe(invitationOf(second));
    await using third = await startTestServer({ lan: true, invitation: 'a-long-invitation' });
    expect((await askSecurely(third, 'a-long-invitation')).status).toBe(200);
  });

  it('says where it is, on which ports, and what the emulator takes', async () => {
    await using server = await startTestServer({ lan: true, emulator: { turnPort: 0, starts: 'at-once' } });
    const text = announce(server);
    expect(text).toContain(server.lan?.link);
    expect(text).toContain(server.lan?.fingerprint);
    expect(text).toContain(`TCP ${server.port}`);
    expect(text).toContain(server.turnUrl);
    expect(text).toContain('100 sessions');
    expect(text).toContain('█');
  });
});
