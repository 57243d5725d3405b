// Runs a lane that is no package script in a process of its own, so that its processor time can be told and the lanes beside
// it are not held up: `node run-module.mjs MODULE CHOICES`, the tally goes to the file that JACKFIELD_TALLY_FILE names.
import { writeFileSync } from 'node:fs';
import { sentenceOf } from '../plain-error.mjs';
import { bad } from '../say.mjs';
import { oneFailed } from './tally.mjs';

const [module = '', choices = '{}'] = process.argv.slice(2);
/** @type {import('./tally.mjs').Tally} */
let tally;
try {
  const { runLane } = await import(`../../lanes/${module}.mjs`);
  tally = await runLane(JSON.parse(choices));
} catch (error) {
  bad(sentenceOf(error));
  if (process.env['JACKFIELD_DEBUG']) console.error(error);
  tally = oneFailed(`lane ${module}: ${sentenceOf(error)}`);
}
writeFileSync(process.env['JACKFIELD_TALLY_FILE'] ?? '', JSON.stringify(tally));
