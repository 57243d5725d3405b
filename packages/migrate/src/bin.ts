#!/usr/bin/env node
import { runCommand } from './command/run-command.ts';

process.exitCode = runCommand(process.argv.slice(2), { out: console.log, error: console.error });
