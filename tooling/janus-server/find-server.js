import { findProgram, isExecutable } from '@jackfield/local-server';

const variable = 'JACKFIELD_JANUS_SERVER';

export const janusRemedy = `install janus ("apt-get install janus" on Debian), or set ${variable} to the path of its program`;

/** @returns {string | undefined} */
export function findJanusServer() {
  const named = process.env[variable];
  if (!named) return findProgram('janus');
  if (isExecutable(named)) return named;
  throw new Error(`${variable} names ${named}, and there is no such program.`);
}
