import { ensureProgram } from '@jackfield/local-server';
import { findJanusServer, janusRemedy } from './find-server.js';

/**
 * @param {{ say?: (line: string) => void }} [options]
 * @returns {Promise<string>}
 */
export function ensureJanusServer({ say } = {}) {
  return ensureProgram({
    what: 'Janus server',
    debianPackage: 'janus',
    service: 'janus',
    find: findJanusServer,
    remedy: janusRemedy,
    say,
  });
}
