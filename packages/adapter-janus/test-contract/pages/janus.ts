import { RtcError } from '@jackfield/core';
import { serveContract } from '@jackfield/contract/browser';
import type { CredentialRequest } from '@jackfield/core/adapter';
import { janus, type JanusCredential } from '../../src/index.ts';
import { cannot } from './cannot.ts';
import { createJanusWorld, type JanusSettings } from './create-world.ts';

/** The app's own server, as the test process plays it. */
async function ask(url: string, request: unknown): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(request) });
  if (response.status === 409)
    throw new RtcError({ code: 'room-full', message: await response.text(), adapter: 'janus' });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

// Bare drivers are made without a session, which would load what they are made of.
const adapter = janus({
  credential: () => Promise.reject(new Error('This one never joins.')),
  moderate: () => Promise.reject(new Error('This one never joins.')),
});
await adapter.preload();

serveContract({
  name: 'janus',
  sdkVersion: 'none',
  proof: 'real server',
  adapter,
  cannot,
  createAdapter({ side, settings, counted }) {
    const { app } = settings as JanusSettings;
    return janus({
      credential: counted(
        async ({ room, userId, reason }: CredentialRequest) =>
          (await ask(`${app}/credential`, { side, room, userId, reason })) as JanusCredential,
      ),
      moderate: async (request) => {
        await ask(`${app}/moderate`, request);
      },
    });
  },
  createWorld: createJanusWorld,
});
