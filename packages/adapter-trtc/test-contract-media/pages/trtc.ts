import { serveContract } from '@jackfield/contract/browser';
import { trtc } from '../../src/index.ts';
import { cannot } from './cannot.ts';
import { residue } from './residue.ts';
import { createTrtcWorld } from './create-world.ts';
import { fetchCredential, proxyOf } from './fetch-credential.ts';

const adapter = trtc({ credential: () => Promise.reject(new Error('No driver of this one is made.')) });
// Bare drivers are made without a session, which would load what they are made of.
await adapter.preload();

serveContract({
  name: 'trtc',
  sdkVersion: '5.17.1',
  adapter,
  cannot,
  residue,
  // It gives the service up by timers of its own.
  movesTimers: true,
  createAdapter({ settings }) {
    return trtc({
      proxy: proxyOf(settings),
      credential: (request) => fetchCredential(settings, request),
    });
  },
  createWorld: createTrtcWorld,
});
