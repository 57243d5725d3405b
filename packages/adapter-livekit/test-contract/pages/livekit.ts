import { RtcError } from '@jackfield/core';
import { serveContract } from '@jackfield/contract/browser';
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

serveContract({
  name: 'livekit',
  sdkVersion: '2.23.0',
  proof: 'real server',
  adapter: livekit({
    credential: () => Promise.reject(new Error('This one never joins.')),
    moderate: () => Promise.reject(new Error('This one never joins.')),
  }),
  cannot,
  createAdapter({ side, settings }) {
    const { app } = settings as LivekitSettings;
    return livekit({
      credential: async ({ room, userId, displayName }) =>
        (await ask(`${app}/token`, { side, room, userId, displayName })) as LivekitCredential,
      moderate: async (request) => {
        await ask(`${app}/moderate`, request);
      },
    });
  },
  createWorld: createLivekitWorld,
});
