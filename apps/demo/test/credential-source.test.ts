import { describe, expect, it, vi } from 'vitest';
import { hasTexts, makeCredentialSource } from '../src/app/credential-source.ts';

const request = {
  room: 'room',
  userId: 'user',
  purpose: 'main',
  reason: 'join',
  signal: new AbortController().signal,
} as const;

const source = (credential: unknown) => {
  const asked = vi.fn<typeof fetch>(() => Promise.resolve(Response.json({ credential })));
  vi.stubGlobal('fetch', asked);
  vi.stubGlobal('location', { href: 'https://call.example/?room=room#invitation=come-in' });
  const isCredential = (value: object): value is { readonly token: string } => hasTexts(value, ['token']);
  return { asked, get: makeCredentialSource('p2p', isCredential) };
};

describe('makeCredentialSource', () => {
  it('gives what the server signed, and shows the invitation of the link', async () => {
    const { asked, get } = source({ token: 't' });
    expect(await get(request)).toEqual({ token: 't' });
    const [, sent] = asked.mock.calls[0] ?? [];
    expect(new Headers(sent?.headers).get('authorization')).toBe('Bearer come-in');
  });

  it.each([undefined, null, 'token', {}, { token: '' }, { token: 7 }])('refuses %j', async (credential) => {
    await expect(source(credential).get(request)).rejects.toMatchObject({ code: 'credential-invalid' });
  });
});
