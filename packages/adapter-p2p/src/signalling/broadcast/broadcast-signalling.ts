import { lazyPart, RtcError } from '@jackfield/core/adapter';
import type { P2pSignalling } from '../signalling.ts';
import type { LocksPort } from './presence-locks.ts';

const session = lazyPart('p2p', () => import('./broadcast-session.ts'));

// Taken at import, before anything could patch them; undefined or without locks outside browsers.
const scope: Partial<typeof globalThis> = globalThis;
const NativeChannel = scope.BroadcastChannel;
const nativeLocks = scope.navigator?.locks;

/** What signalling between tabs may be given. */
export interface BroadcastSignallingOptions {
  /** How long those present have to answer a newcomer, milliseconds; frozen tabs are left out. 1000 where left out. */
  readonly answerMs?: number | undefined;
  /** The BroadcastChannel class. The browser's where left out. */
  readonly BroadcastChannel?: typeof BroadcastChannel | undefined;
  /** The lock manager. The browser's where left out. */
  readonly locks?: LocksPort | undefined;
}

/**
 * Signalling between the tabs of one browser and origin: no server at all, so that a static page is enough for a demo or a
 * test. A tab that crashes is noticed at once. All tabs of an origin trust each other: there are no credentials.
 */
export function broadcastSignalling(options: BroadcastSignallingOptions = {}): P2pSignalling {
  const Channel = options.BroadcastChannel ?? NativeChannel;
  const locks = options.locks ?? nativeLocks;
  const missing = (): string | undefined => {
    if (!Channel) return 'This environment has no BroadcastChannel.';
    return locks ? undefined : 'Web Locks are missing: the page must come from https or localhost.';
  };
  return {
    name: 'broadcast',
    features: { moderation: false, credentials: false },
    missing,
    preload: async () => {
      await session.load();
    },
    async open(request) {
      if (Channel && locks) {
        const { BroadcastSession } = await session.load();
        return BroadcastSession.open({ Channel, locks, answerMs: options.answerMs ?? 1000 }, request);
      }
      const message = missing() ?? 'Tabs cannot reach each other here.';
      throw new RtcError({ code: 'not-supported', message, adapter: 'p2p' });
    },
  };
}
