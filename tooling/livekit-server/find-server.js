import { homedir } from 'node:os';
import { join } from 'node:path';
import { findProgram, isExecutable } from '@jackfield/local-server';

// From v1.13.6 to v1.13.11 the module replaces three Pion modules by forks that the public proxy does not give out.
export const livekitVersion = 'v1.13.5';

export const livekitRemedy =
  'install Go 1.26 or newer and run "node tooling/livekit-server/main.js", or put a livekit-server on the PATH';

const name = process.platform === 'win32' ? 'livekit-server.exe' : 'livekit-server';

/** Where the built server is kept: outside the repository, so that every copy of it shares one. */
export function builtServerPath() {
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const build = `${livekitVersion}-${process.platform}-${process.arch}`;
  return join(cache, 'jackfield', 'livekit-server', build, name);
}

/** @returns {string | undefined} */
export function findLivekitServer() {
  const named = process.env['JACKFIELD_LIVEKIT_SERVER'];
  if (named) {
    if (isExecutable(named)) return named;
    throw new Error(`JACKFIELD_LIVEKIT_SERVER names ${named}, and there is no such program.`);
  }
  const built = builtServerPath();
  return isExecutable(built) ? built : findProgram(name);
}
