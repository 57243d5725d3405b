import { RtcError, type CredentialRequest } from '@jackfield/core/adapter';
import { createErrors, fetchCredential } from '@jackfield/core/adapter-kit';
import { expect, it } from 'vitest';

const errors = createErrors({ adapter: 'acme' });

function joinOf({ displayName = 'Ann' } = {}) {
  const aborter = new AbortController();
  const { signal } = aborter;
  return {
    aborter,
    request: { room: 'studio', userId: 'ann', displayName, purpose: 'main', signal } as const,
  };
}

it('asks for the user, the room and the reason', async () => {
  const { request } = joinOf();
  const asked: CredentialRequest[] = [];
  const credential = (each: CredentialRequest): Promise<string> => {
    asked.push(each);
    return Promise.resolve('token');
  };
  await expect(fetchCredential({ credential, request, reason: 'join', errors })).resolves.toBe('token');
  expect(asked).toEqual([{ ...request, reason: 'join' }]);
});

it('names nobody who has no name', async () => {
  const { request } = joinOf({ displayName: '' });
  const credential = (each: CredentialRequest) => Promise.resolve(each.displayName);
  await expect(fetchCredential({ credential, request, reason: 'join', errors })).resolves.toBeUndefined();
});

it('rejects credential-invalid, with the reason of the app as the cause', async () => {
  const { request } = joinOf();
  const cause = new Error('503');
  const refused = fetchCredential({
    credential: () => Promise.reject(cause),
    request,
    reason: 'join',
    errors,
  });
  await expect(refused).rejects.toMatchObject({ code: 'credential-invalid', adapter: 'acme', cause });
  const thrown = fetchCredential({
    credential: () => {
      throw cause;
    },
    request,
    reason: 'join',
    errors,
  });
  await expect(thrown).rejects.toMatchObject({ code: 'credential-invalid', cause });
});

it('leaves an RtcError of the app as it is', async () => {
  const { request } = joinOf();
  const own = new RtcError({ code: 'room-full', message: 'Full.' });
  const credential = () => Promise.reject(own);
  await expect(fetchCredential({ credential, request, reason: 'join', errors })).rejects.toBe(own);
});

it('gives up with its signal, also where the app takes no notice', async () => {
  const { aborter, request } = joinOf();
  const credential = () => new Promise<never>(() => undefined);
  const waiting = fetchCredential({ credential, request, reason: 'join', errors });
  aborter.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'aborted' });
});

it('does not ask the app for an attempt that was given up', async () => {
  const { request } = joinOf();
  let asked = false;
  const credential = () => {
    asked = true;
    return Promise.resolve('token');
  };
  const signal = AbortSignal.abort();
  await expect(
    fetchCredential({ credential, request, reason: 'expiring', signal, errors }),
  ).rejects.toMatchObject({ code: 'aborted' });
  expect(asked).toBe(false);
});
