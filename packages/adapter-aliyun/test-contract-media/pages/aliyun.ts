import { serveContract } from '@jackfield/contract/browser';
import { aliyun } from '../../src/index.ts';
import { cannotWithParticipants } from './cannot.ts';
import { createAliyunWorld } from './create-world.ts';
import { fetchCredential } from './fetch-credential.ts';

serveContract({
  name: 'aliyun',
  sdkVersion: '1.16.0',
  adapter: aliyun({ credential: () => Promise.reject(new Error('No driver of this one is made.')) }),
  cannot: cannotWithParticipants,
  residue: [
    {
      kind: 'AudioContext',
      atMost: 2,
      reason: 'the SDK meters and mixes with two for the whole page, which no engine lets go',
    },
  ],
  // It gives the service up after 90 s of its own.
  movesTimers: true,
  createAdapter: ({ settings }) => aliyun({ credential: (request) => fetchCredential(settings, request) }),
  createWorld: createAliyunWorld,
});
