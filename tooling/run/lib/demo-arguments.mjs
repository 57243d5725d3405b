import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { PlainError } from './plain-error.mjs';

const usage = 'npm run demo -- [--lan] [--help] [--version]';

const help = `${usage}

Builds the demo and its server and runs the server in the foreground.

  --lan      others on this network may come: HTTPS with a certificate of its own, and a link with an invitation
  --help     this text
  --version  the version of the server and of Node

Everything else is a variable of the environment, such as PORT and HOST: apps/server/.env.example lists them.`;

/**
 * What the arguments ask for: a text that answers them at once, or a start with the arguments of the server. Anything unknown is an
 * error that says what there is.
 * @param {string[]} args
 * @returns {{ answer: string } | { server: string[] }}
 */
export function readDemoArguments(args) {
  const unknown = args.find((argument) => !['--lan', '--help', '-h', '--version', '-v'].includes(argument));
  if (unknown !== undefined) throw new PlainError(`There is no argument "${unknown}". Usage: ${usage}`);
  if (args.includes('--help') || args.includes('-h')) return { answer: help };
  if (args.includes('--version') || args.includes('-v')) {
    const { version } = JSON.parse(readFileSync(join(root, 'apps', 'server', 'package.json'), 'utf8'));
    return { answer: `Jackfield ${version}, Node ${process.versions.node}` };
  }
  return { server: args };
}
