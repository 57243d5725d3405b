import { findProgram, isExecutable } from '@jackfield/local-server';

const variable = 'JACKFIELD_REDIS_SERVER';

export const redisRemedy = `install Redis ("apt-get install redis-server" on Debian), or set ${variable} to the path of its redis-server`;

/** @returns {string | undefined} */
export function findRedisServer() {
  const named = process.env[variable];
  if (!named) return findProgram('redis-server');
  if (isExecutable(named)) return named;
  throw new Error(`${variable} names ${named}, and there is no such program.`);
}
