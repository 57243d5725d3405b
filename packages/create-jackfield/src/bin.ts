#!/usr/bin/env node
import process from 'node:process';
import { runCommand } from './run-command.ts';

const { stdin, stdout, argv, env } = process;

process.exitCode = await runCommand({
  args: argv.slice(2),
  terminal: stdin.isTTY && stdout.isTTY ? { input: stdin, output: stdout } : undefined,
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
  userAgent: env['npm_config_user_agent'],
});
