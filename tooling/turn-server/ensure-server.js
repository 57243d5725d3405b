import { ensureProgram } from '@jackfield/local-server';
import { findTurnServer, turnRemedy } from './find-server.js';

/**
 * @param {{ say?: (line: string) => void }} [options]
 * @returns {Promise<string>}
 */
export function ensureTurnServer({ say } = {}) {
  return ensureProgram({
    what: 'TURN server',
    debianPackage: 'coturn',
    find: findTurnServer,
    remedy: turnRemedy,
    say,
  });
}
