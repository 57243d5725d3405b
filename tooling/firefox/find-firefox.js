import { findProgram, isExecutable } from '@jackfield/local-server';

const variable = 'JACKFIELD_FIREFOX';
const names = ['firefox-esr', 'firefox'];

export const firefoxRemedy = `install Firefox ("apt-get install firefox-esr" on Debian), or set ${variable} to the path of one`;

/** @returns {string | undefined} */
export function findFirefox() {
  const named = process.env[variable];
  if (!named) return names.map((name) => findProgram(name)).find((path) => path !== undefined);
  if (isExecutable(named)) return named;
  throw new Error(`${variable} names ${named}, and there is no such program.`);
}
