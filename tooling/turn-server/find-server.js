import { findProgram, isExecutable } from '@jackfield/local-server';

const variable = 'JACKFIELD_TURN_SERVER';

export const turnRemedy = `install coturn ("apt-get install coturn" on Debian), or set ${variable} to the path of its turnserver`;

/** @returns {string | undefined} */
export function findTurnServer() {
  const named = process.env[variable];
  if (!named) return findProgram('turnserver');
  if (isExecutable(named)) return named;
  throw new Error(`${variable} names ${named}, and there is no such program.`);
}
