import { lazyPart, type RtcAdapter } from '@jackfield/core/adapter';
import { defineAdapter } from '@jackfield/core/adapter-kit';
import type { P2pNative } from './call/p2p-native.ts';
import { capabilitiesOf, p2pLimits } from './capabilities.ts';
import type { P2pOptions } from './p2p-options.ts';

/** What calls are made of, and a lobby does not need. */
const call = lazyPart('p2p', () => import('./call/join-mesh.ts'));

/**
 * Calls from peer to peer: every member sends to every other, so no media server is needed and about six people with video
 * are the limit. Real calls with no account: `p2p({ signalling: webSocketSignalling({ url }) })`.
 */
export function p2p(options: P2pOptions): RtcAdapter<P2pNative> {
  const { signalling, credential } = options;
  return defineAdapter({
    name: 'p2p',
    capabilities: capabilitiesOf(signalling.features, { hasCredential: credential !== undefined }),
    limits: p2pLimits,
    missing: () => [signalling.missing()].filter((text) => text !== undefined),
    // The browser is the SDK. What makes connections comes when there is time, so that a page shows its preview sooner.
    preload: () => Promise.all([call.load(), signalling.preload?.()]),
    open: (leg) => call.get().joinMesh(options, leg),
  });
}
