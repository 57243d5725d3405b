// Installs the TURN server that tests use, unless it is there already, and prints its path. With --optional a machine that has
// none is told so and no failure: the tests that need it report themselves as not run.
import { printProgram } from '@jackfield/local-server';
import { ensureTurnServer } from './ensure-server.js';

await printProgram(ensureTurnServer);
