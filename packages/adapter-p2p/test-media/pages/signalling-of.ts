import { broadcastSignalling, webSocketSignalling, type P2pSignalling } from '../../src/index.ts';
import type { RigJoin } from './rig-join.ts';

/** Makes the signalling that a test asks for: over its server, or between the tabs of a browser. */
export function signallingOf({ url, reconnectMs }: RigJoin): P2pSignalling {
  return url === undefined
    ? broadcastSignalling()
    : webSocketSignalling({ url, reconnectMs, attemptMs: 1000 });
}
