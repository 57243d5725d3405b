import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { announce } from './announce.ts';
import { ConfigurationError, readConfiguration } from './read-configuration.ts';
import { startServer } from './start-server.ts';
import { stopOnSignals } from './stop-on-signals.ts';

// The same from `src` and from `dist`: both lie one folder below the package.
const demoDirectory = fileURLToPath(new URL('../../demo/dist', import.meta.url));

/** Whether `--lan` was given. Throws a {@link ConfigurationError} for any other argument. */
function readArguments(given: readonly string[]): boolean {
  if (given.some((argument) => argument !== '--lan')) {
    throw new ConfigurationError([
      'The only argument is --lan: set HOST, PORT and the others of .env.example for everything else.',
    ]);
  }
  return given.length > 0;
}

try {
  const lan = readArguments(process.argv.slice(2));
  const configuration = readConfiguration({ environment: process.env, demoDirectory, lan });
  const logger = pino(
    { level: configuration.logLevel, base: null },
    pino.destination({ dest: 2, sync: true }),
  );
  const server = await startServer(configuration, logger);
  stopOnSignals({ server, logger });
  logger.debug({ host: configuration.host, port: server.port }, 'listening');
  console.log(announce(server));
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
