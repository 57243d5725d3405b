#!/usr/bin/env node
import { runUntilStopped } from '@jackfield/emulator-kit';

import { runCommand } from './command/run-command.ts';

await runUntilStopped(runCommand);
