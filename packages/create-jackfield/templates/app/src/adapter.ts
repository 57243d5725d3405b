import { broadcastSignalling, p2p } from '@jackfield/adapter-p2p';
import type { RtcAdapter } from '@jackfield/core';

/**
 * Makes the adapter. This is the only file that names a vendor: change it here, and nothing else (README.md shows how). As it is, the
 * tabs of one browser call each other directly, without a server.
 */
export function createAdapter(): RtcAdapter {
  return p2p({ signalling: broadcastSignalling() });
}
