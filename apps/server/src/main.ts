import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { ConfigurationError, readConfiguration } from './read-configuration.ts';
import { startServer } from './start-server.ts';
import { stopOnSignals } from './stop-on-signals.ts';

// The same from `src` and from `dist`: both lie one folder below the package.
const demoDirectory = fileURLToPath(new URL('../../demo/dist', import.meta.url));

try {
  if (process.argv.length > 2) {
    throw new ConfigurationError([
      'It takes no arguments: set HOST, PORT and the others of .env.example instead.',
    ]);
  }
  const configuration = readConfiguration({ environment: process.env, demoDirectory });
  const logger = pino(
    { level: configuration.logLevel, base: null },
    pino.destination({ dest: 2, sync: true }),
  );
  const server = await startServer(configuration, logger);
  stopOnSignals({ server, logger });
  logger.debug({ host: configuration.host, port: server.port }, 'listening');
  console.log(`Jackfield is ready: ${server.url}`);
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
