import { describe, expect, it, vi } from 'vitest';
import { fetchCredential } from '../src/app/fetch-credential.ts';

const request = {
  room: 'room',
  userId: 'user',
  purpose: 'main',
  reason: 'join',
  signal: new AbortController().signal,
} as const;

const answer = (response: () => Promise<Response>): void => {
  vi.stubGlobal('fetch', vi.fn(response));
};

describe('fetchCredential', () => {
  it('asks for exactly what is needed and gives the credential', async () => {
    answer(() => Promise.resolve(Response.json({ credential: { token: 't' } })));
    await expect(fetchCredential('p2p', request)).resolves.toEqual({ token: 't' });
    const [, sent] = vi.mocked(fetch).mock.calls[0] ?? [];
    const { body } = sent ?? {};
    expect(typeof body === 'string' ? JSON.parse(body) : undefined).toEqual({
      provider: 'p2p',
      room: 'room',
      userId: 'user',
      purpose: 'main',
      reason: 'join',
    });
  });

  it('shows the invitation in a header, never in the body', async () => {
    answer(() => Promise.resolve(Response.json({ credential: { token: 't' } })));
    await fetchCredential('p2p', { ...request, invitation: 'secret' });
    const [, sent] = vi.mocked(fetch).mock.calls[0] ?? [];
    expect(new Headers(sent?.headers).get('authorization')).toBe('Bearer secret');
    expect(sent?.body).not.toContain('secret');
  });

  it('is a network error when nobody answers', async () => {
    answer(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(fetchCredential('p2p', request)).rejects.toMatchObject({ code: 'network', retryable: true });
  });

  it.each([
    [403, 'forbidden'],
    [429, 'rate-limited'],
    [500, 'server-error'],
    [400, 'credential-invalid'],
  ])('turns %i into %s', async (status, code) => {
    answer(() => Promise.resolve(Response.json({ error: {} }, { status })));
    await expect(fetchCredential('p2p', request)).rejects.toMatchObject({ code });
  });

  it('says what the server says to do, and something where it says nothing', async () => {
    const error = { code: 'not-authenticated', message: 'Allow cookies for this site.' };
    answer(() => Promise.resolve(Response.json({ error }, { status: 401 })));
    await expect(fetchCredential('p2p', { ...request, reason: 'expiring' })).rejects.toMatchObject({
      code: 'forbidden',
      message: 'Allow cookies for this site.',
      retryable: false,
    });
    answer(() => Promise.resolve(new Response('<h1>Bad gateway</h1>', { status: 502 })));
    await expect(fetchCredential('p2p', request)).rejects.toMatchObject({
      message: 'The server gave no access (502).',
    });
  });
});
