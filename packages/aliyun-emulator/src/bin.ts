#!/usr/bin/env node
import { runCommand } from './run-command.ts';

const started = await runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
});
if (typeof started === 'number') {
  process.exitCode = started;
} else {
  const stop = (): void => {
    void started.stop();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
