// Builds the LiveKit server that tests use, unless it is there already, and prints its path. With `--optional` it is no failure
// that there is none: the tests which need it say so themselves.
import { ensureLivekitServer } from './build-server.js';

try {
  const path = await ensureLivekitServer({ say: (line) => console.error(`· ${line}`) });
  console.log(path);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = process.argv.includes('--optional') ? 0 : 1;
}
