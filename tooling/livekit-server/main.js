// Builds the LiveKit server that tests use, unless it is there already, and prints its path.
import { ensureLivekitServer } from './build-server.js';

try {
  const path = await ensureLivekitServer({ say: (line) => console.error(`· ${line}`) });
  console.log(path);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
