import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const variable = 'JACKFIELD_TURN_SERVER';

export const turnRemedy = `install coturn ("apt-get install coturn" on Debian), or set ${variable} to the path of its turnserver`;

/** @returns {string | undefined} */
export function findTurnServer() {
  const named = process.env[variable];
  if (!named) return findProgram('turnserver');
  if (isExecutable(named)) return named;
  throw new Error(`${variable} names ${named}, and there is no such program.`);
}

/** @param {string} program */
export function findProgram(program) {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
