import type { Cannot } from '@jackfield/contract';
import { serveContract } from '@jackfield/contract/browser';
import { aliyun } from '../../src/index.ts';
import type { BareMember, BareMemberInit } from './bare-member.ts';
import { createAliyunWorld } from './create-world.ts';
import { fetchCredential } from './fetch-credential.ts';

/** Runs the contract with far sides of one kind: made inside the service, or by `join`. */
export function serveAliyun({
  name,
  cannot,
  join,
}: {
  readonly name: string;
  readonly cannot: readonly Cannot[];
  readonly join?: (who: BareMemberInit) => Promise<BareMember>;
}): void {
  serveContract({
    name,
    sdkVersion: '1.16.0',
    adapter: aliyun({ credential: () => Promise.reject(new Error('No driver of this one is made.')) }),
    cannot,
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
    createWorld: (context) => createAliyunWorld(context, join),
  });
}
