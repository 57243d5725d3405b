import { ensureProgram } from '@jackfield/local-server';
import { findRedisServer, redisRemedy } from './find-server.js';

/**
 * @param {{ say?: (line: string) => void }} [options]
 * @returns {Promise<string>}
 */
export function ensureRedisServer({ say } = {}) {
  return ensureProgram({
    what: 'Redis server',
    debianPackage: 'redis-server',
    service: 'redis-server',
    find: findRedisServer,
    remedy: redisRemedy,
    say,
  });
}
