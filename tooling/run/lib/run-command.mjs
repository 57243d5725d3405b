import { sentenceOf } from './plain-error.mjs';
import { stopWithNpm } from './process/stop-with-npm.mjs';

/**
 * Runs one root command and turns whatever it throws into one sentence and exit code 1.
 * @param {{ command: string, args: string[] }} request
 */
export async function runCommand({ command, args }) {
  stopWithNpm();
  try {
    const { run } = await import(`../${command}.mjs`);
    process.exitCode = await run(args);
  } catch (error) {
    console.error(`✗ ${sentenceOf(error)}`);
    if (process.env['JACKFIELD_DEBUG']) console.error(error);
    process.exitCode = 1;
  }
}
