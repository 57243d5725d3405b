import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments } from './lib/arguments.mjs';
import { ensureInstalled } from './lib/workspace/install.mjs';
import { root, scriptEnvironment } from './lib/paths.mjs';
import { bad, good, say } from './lib/say.mjs';
import { execute } from './lib/process/spawn.mjs';
import { lastLine, oneFailed, onePassed, sum } from './lib/lanes/tally.mjs';
import { runTask } from './lib/workspace/turbo.mjs';
import { publishablePackages } from './lib/workspace/workspace.mjs';
import { dryRunProblems } from './release/dry-run.mjs';
import { firstChangelogs } from './release/first-changelog.mjs';
import { packPackage } from './release/pack-package.mjs';
import { writeSbom } from './release/write-sbom.mjs';

const AN_HOUR = 3_600_000;

/**
 * Goes through a release without one: packs every package, lists what they are made of, lets npm say what it would publish, and tries what was packed.
 * @param {string[]} args
 */
export async function run(args) {
  const usage = 'npm run release:check -- [--all]   (--all tries it in every bundler and browser, too)';
  const { all } = readArguments({ args, options: { all: { type: 'boolean' } }, usage });
  await ensureInstalled();
  const folder = join(root, 'reports', 'release');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });

  say('Building and packing');
  const tallies = [await runTask({ task: 'build', filters: ['./packages/*'] })];
  const packages = publishablePackages();
  const counted = (/** @type {string} */ name, /** @type {string[]} */ problems) => {
    (problems.length === 0 ? good : bad)([name, ...problems].join(': '));
    tallies.push(problems.length === 0 ? onePassed() : oneFailed(`${name}: ${problems.join('; ')}`));
  };
  /** @type {string[]} */
  const tarballs = [];
  const sections = firstChangelogs();
  for (const target of packages) {
    const { tarball, problems, kilobytes } = await packPackage({ target, folder });
    const isNew = target.manifest.version === '0.0.0';
    const untold = isNew && !sections.has(target.name) ? ['its first release has no changelog'] : [];
    tarballs.push(tarball);
    counted(`${target.name} ${target.manifest.version}, ${kilobytes} kB`, [...problems, ...untold]);
  }

  say('What it is made of (reports/release/sbom.cdx.json)');
  counted('SBOM', await writeSbom({ folder, tarballs, names: packages.map(({ name }) => name) }));

  say('What npm would publish');
  for (const tarball of tarballs)
    counted(`npm publish --dry-run ${tarball}`, await dryRunProblems({ folder, tarball }));

  say(all ? 'Trying what was packed, everywhere' : 'Trying what was packed, in Node and with compilers');
  const { code } = await execute({
    program: `vitest run ${all ? '' : 'test/node.test.ts test/types.test.ts'}`,
    shell: true,
    cwd: join(root, 'tooling', 'adopt'),
    env: { ...scriptEnvironment(join(root, 'tooling', 'adopt')), JACKFIELD_PACKED: folder },
    // It takes minutes, and says what each sample ships.
    inherit: true,
    timeLimit: AN_HOUR,
  });
  counted('the packed packages in projects outside', code === 0 ? [] : [`exit code ${code}`]);

  const tally = sum(tallies);
  console.log(lastLine(tally));
  return tally.failed === 0 ? 0 : 1;
}
