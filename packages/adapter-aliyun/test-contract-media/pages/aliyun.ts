import { serveContract } from '@jackfield/contract/browser';
import { aliyun, type AliyunCredential } from '../../src/index.ts';
import { cannotAtAliyun } from './cannot.ts';
import { createAliyunWorld, type AliyunSettings } from './create-world.ts';

/** What the test process offers in every frame. */
type Ask = (name: string, values: readonly unknown[]) => Promise<unknown>;

serveContract({
  name: 'aliyun',
  sdkVersion: '1.16.0',
  adapter: aliyun({ credential: () => Promise.reject(new Error('No driver of this one is made.')) }),
  cannot: cannotAtAliyun,
  residue: [
    {
      kind: 'AudioContext',
      atMost: 2,
      reason: 'the SDK meters and mixes with two for the whole page, which no engine lets go',
    },
  ],
  createAdapter({ settings }) {
    const { id } = settings as AliyunSettings;
    const ask = Reflect.get(window, 'jackfieldAsk') as Ask;
    return aliyun({
      credential: async ({ room, userId }) =>
        (await ask('credential', [id, room, userId])) as AliyunCredential,
    });
  },
  createWorld: createAliyunWorld,
});
