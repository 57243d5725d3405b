import { replace, type Cannot } from '@jackfield/contract';
import { serveContract } from '@jackfield/contract/browser';
import type { CredentialRequest, RtcAdapter } from '@jackfield/core/adapter';
import { aliyun, type AliyunOptions } from '../../src/index.ts';
import type { BareMember, BareMemberInit } from './bare-member.ts';
import { createAliyunWorld } from './create-world.ts';
import { fetchCredential } from './fetch-credential.ts';

/** Runs the contract with far sides of one kind: made inside the service, or by `join`. */
export function serveAliyun({
  name,
  cannot,
  join,
  profile,
}: {
  readonly name: string;
  readonly cannot: readonly Cannot[];
  readonly profile?: AliyunOptions['profile'];
  readonly join?: (who: BareMemberInit) => Promise<BareMember>;
}): void {
  serveContract({
    name,
    sdkVersion: 'as installed',
    proof: 'emulator with the real SDK',
    adapter: aliyun({
      profile,
      credential: () => Promise.reject(new Error('No driver of this one is made.')),
    }),
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
    createAdapter({ settings, counted }) {
      const adapter = aliyun({
        profile,
        credential: counted((request: CredentialRequest) => fetchCredential(settings, request)),
      });
      return profile === 'interactive-live' ? asHosts(adapter) : adapter;
    },
    createWorld: (context) => createAliyunWorld(context, join),
  });
}

/** Whoever joins without a role is a host, as most clauses publish. */
function asHosts(adapter: RtcAdapter): RtcAdapter {
  return replace(adapter, {
    driver: ({ driver }) => ({
      doJoin: (request) => driver.doJoin({ ...request, role: request.role ?? 'host' }),
    }),
  });
}
