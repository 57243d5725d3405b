import { RtcError } from '@jackfield/core';
import { serveContract } from '@jackfield/contract/browser';
import type { CredentialRequest } from '@jackfield/core/adapter';
import { livekit, type LivekitCredential } from '../../src/index.ts';
import { cannot } from './cannot.ts';
import { createLivekitWorld, type LivekitSettings } from './create-world.ts';

/** The app's own server, as the test process plays it. */
async function ask(url: string, request: unknown): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(request) });
  if (response.status === 409)
    throw new RtcError({ code: 'room-full', message: await response.text(), adapter: 'livekit' });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

/** Tells whether media are encrypted between the participants. */
const isEncrypted = new URL(window.parent.location.href).searchParams.has('encrypted');
const key = 'what the server never learns';
const worker = (): Worker => new Worker('/encryption-worker.js', { type: 'module' });
const encryption = isEncrypted ? { key: () => Promise.resolve(key), worker } : undefined;

serveContract({
  name: isEncrypted ? 'livekit, encrypted' : 'livekit',
  sdkVersion: 'as installed',
  proof: 'real server',
  adapter: livekit({
    credential: () => Promise.reject(new Error('This one never joins.')),
    moderate: () => Promise.reject(new Error('This one never joins.')),
    encryption,
  }),
  cannot,
  createAdapter({ side, settings, counted }) {
    const { app } = settings as LivekitSettings;
    return livekit({
      credential: counted(
        async ({ room, userId, displayName }: CredentialRequest) =>
          (await ask(`${app}/token`, { side, room, userId, displayName })) as LivekitCredential,
      ),
      moderate: async (request) => {
        await ask(`${app}/moderate`, request);
      },
      encryption,
    });
  },
  createWorld: (context) => createLivekitWorld(context, isEncrypted ? { key, worker } : undefined),
});
