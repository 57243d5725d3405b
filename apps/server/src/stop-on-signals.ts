import type { Logger } from 'pino';
import type { RunningServer } from './start-server.ts';

/** Stops gracefully on the first SIGINT or SIGTERM, and at once on the second. */
export function stopOnSignals({
  server,
  logger,
}: {
  readonly server: RunningServer;
  readonly logger: Logger;
}): void {
  let asked = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (asked) process.exit(1);
    asked = true;
    logger.info({ signal }, 'stopping');
    server.stop().then(
      () => {
        logger.info('stopped');
      },
      (error: unknown) => {
        logger.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
