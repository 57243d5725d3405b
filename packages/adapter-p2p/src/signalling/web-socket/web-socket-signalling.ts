import { lazyPart } from '@jackfield/core/adapter';
import type { P2pSignalling } from '../signalling.ts';
import type { SocketConstructor } from './frame-socket.ts';

const session = lazyPart('p2p', () => import('./web-socket-session.ts'));

// Taken at import, before anything could patch it; undefined in Node 20.
const NativeWebSocket = (globalThis as { readonly WebSocket?: SocketConstructor }).WebSocket;

/** How to reach a signalling server. */
export interface WebSocketSignallingOptions {
  /** The server's address, `wss://…` (or `ws://` on the own machine). */
  readonly url: string;
  /**
   * How long a lost connection is repaired before the call ends as `connection-lost`, milliseconds. 60 000 where left
   * out.
   */
  readonly reconnectMs?: number | undefined;
  /** How long one attempt to connect may take, milliseconds. 5000 where left out. */
  readonly attemptMs?: number | undefined;
  /** The WebSocket class. The browser's where left out. */
  readonly WebSocket?: SocketConstructor | undefined;
}

/** Signalling over a WebSocket to a server made by `createSignallingServer`. */
export function webSocketSignalling(options: WebSocketSignallingOptions): P2pSignalling {
  const Socket = options.WebSocket ?? NativeWebSocket;
  return {
    name: 'web-socket',
    features: { moderation: true, credentials: true },
    missing: () => (Socket ? undefined : 'This environment has no WebSocket: give webSocketSignalling one.'),
    preload: async () => {
      await session.load();
    },
    async open(request) {
      const { WebSocketSession } = await session.load();
      return WebSocketSession.open({ ...options, WebSocket: Socket }, request);
    },
  };
}
