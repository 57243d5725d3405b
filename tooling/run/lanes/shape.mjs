import { publishablePackages } from '../lib/workspace/workspace.mjs';
import { detail, good, bad } from '../lib/say.mjs';
import { sum } from '../lib/lanes/tally.mjs';
import { checkPackage } from '../shape/package.mjs';
import { checkDocuments } from '../shape/documents.mjs';

/**
 * What a consumer gets: every publishable package, built before, as it is packed, its API report and size, and the code in the documents.
 * @param {{ update: boolean }} choices
 */
export async function runLane({ update }) {
  const packages = publishablePackages();
  if (packages.length === 0) detail('no publishable package yet');
  const tallies = [];
  for (const target of packages) {
    const tally = await checkPackage({ target, update });
    (tally.failed > 0 ? bad : good)(`${target.path}: ${tally.passed} passed, ${tally.failed} failed`);
    tallies.push(tally);
  }
  tallies.push(await checkDocuments({ update }));
  return sum(tallies);
}
