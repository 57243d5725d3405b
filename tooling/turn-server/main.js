// Installs the TURN server that tests use, unless it is there already, and prints its path. With --optional a machine that has
// none is told so and no failure: the tests that need it report themselves as not run.
import { ensureTurnServer } from './ensure-server.js';

try {
  console.log(await ensureTurnServer({ say: (line) => console.error(`· ${line}`) }));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  if (!process.argv.includes('--optional')) process.exitCode = 1;
}
