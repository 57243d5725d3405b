import { lazyPart, type RtcAdapter } from '@jackfield/core/adapter';
import { checkSupport } from '@jackfield/core/adapter-kit';
import { capabilitiesOf, p2pLimits } from './capabilities.ts';
import type { P2pNative } from './driver/p2p-native.ts';
import type { P2pOptions } from './p2p-options.ts';

const driver = lazyPart('p2p', () => import('./driver/p2p-driver.ts'));

/**
 * Calls from peer to peer: every member sends to every other, so no media server is needed and about six people with video
 * are the limit. Real calls with no account: `p2p({ signalling: webSocketSignalling({ url }) })`.
 */
export function p2p(options: P2pOptions): RtcAdapter<P2pNative> {
  const { signalling } = options;
  return {
    specificationVersion: 1,
    name: 'p2p',
    capabilities: capabilitiesOf(signalling.features, { hasCredential: options.credential !== undefined }),
    limits: p2pLimits,
    checkSupport: () =>
      Promise.resolve(
        checkSupport({
          adapter: 'p2p',
          missing: () => [signalling.missing()].filter((text) => text !== undefined),
        }),
      ),
    // The browser is the SDK. What makes connections comes when there is time, so that a page shows its preview sooner.
    async preload() {
      await Promise.all([driver.load(), signalling.preload?.()]);
    },
    createDriver(sink, environment) {
      const { P2pDriver } = driver.get();
      return new P2pDriver(options, sink, environment);
    },
  };
}
