import { ensureProgram } from '@jackfield/local-server';
import { findFirefox, firefoxRemedy } from './find-firefox.js';

/**
 * @param {{ say?: (line: string) => void }} [options]
 * @returns {Promise<string>}
 */
export function ensureFirefox({ say } = {}) {
  return ensureProgram({
    what: 'Firefox',
    debianPackage: 'firefox-esr',
    find: findFirefox,
    remedy: firefoxRemedy,
    say,
  });
}
