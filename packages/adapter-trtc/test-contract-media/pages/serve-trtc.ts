import { replace, type Cannot } from '@jackfield/contract';
import { serveContract } from '@jackfield/contract/browser';
import type { CredentialRequest, RtcAdapter } from '@jackfield/core/adapter';
import { trtc } from '../../src/index.ts';
import type { BareMember, BareMemberInit } from './bare-member.ts';
import { createTrtcWorld } from './create-world.ts';
import { fetchCredential, proxyOf } from './fetch-credential.ts';
import { residue } from './residue.ts';

/** Runs the contract with far sides of one kind: made inside the service, or by `join`. */
export async function serveTrtc({
  name,
  cannot,
  join,
  scene,
}: {
  readonly name: string;
  readonly cannot: readonly Cannot[];
  readonly scene?: 'live';
  readonly join?: (who: BareMemberInit) => Promise<BareMember>;
}): Promise<void> {
  const adapter = trtc({
    scene,
    credential: () => Promise.reject(new Error('No driver of this one is made.')),
  });
  // Bare drivers are made without a session, which would load what they are made of.
  await adapter.preload();
  serveContract({
    name,
    sdkVersion: 'as installed',
    proof: 'emulator with the real SDK',
    adapter,
    cannot,
    residue,
    // It gives the service up by timers of its own.
    movesTimers: true,
    createAdapter({ settings, counted }) {
      const one = trtc({
        scene,
        proxy: proxyOf(settings),
        credential: counted((request: CredentialRequest) => fetchCredential(settings, request)),
      });
      return scene === 'live' ? asAnchors(one) : one;
    },
    createWorld: (context) => createTrtcWorld(context, { join, live: scene === 'live' }),
  });
}

/** Whoever joins without a role is an anchor, as most clauses publish. */
function asAnchors(adapter: RtcAdapter): RtcAdapter {
  return replace(adapter, {
    driver: ({ driver }) => ({
      doJoin: (request) => driver.doJoin({ ...request, role: request.role ?? 'anchor' }),
    }),
  });
}
