import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scriptEnvironment } from '../lib/paths.mjs';
import { execute } from '../lib/spawn.mjs';

const TWO_MINUTES = 120_000;

/**
 * Packs one package as publishing would.
 * @param {{ target: import('../lib/workspace.mjs').WorkspacePackage, folder: string }} request
 * @returns {Promise<{ tarball: string | undefined, problems: string[], kilobytes: number }>} the name of its file in the folder
 */
export async function packPackage({ target, folder }) {
  const before = readdirSync(folder);
  const { code, output } = await execute({
    program: `pnpm pack --pack-destination "${folder}"`,
    shell: true,
    cwd: target.directory,
    env: scriptEnvironment(target.directory),
    timeLimit: TWO_MINUTES,
  });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz') && !before.includes(name));
  if (code !== 0 || tarball === undefined)
    return { tarball, problems: [`cannot be packed: ${output.trim().split('\n').at(-1)}`], kilobytes: 0 };
  const data = readFileSync(join(folder, tarball));
  const { createPackageFromTarballData } = await import('@arethetypeswrong/core');
  const contents = createPackageFromTarballData(data);
  const base = `/node_modules/${target.name}`;
  const manifest = contents.readFile(`${base}/package.json`);
  const problems = [];
  if (/"(?:workspace|catalog|link|file):/u.test(manifest))
    problems.push('its package.json leads into this repository');
  for (const file of ['README.md', 'LICENSE'])
    if (!contents.listFiles().includes(`${base}/${file}`)) problems.push(`${file} is not in it`);
  if (contents.listFiles().some((file) => /\.(?:test|spec)\.|\/(?:src|tests?)\//u.test(file)))
    problems.push('there are tests or sources in it');
  return { tarball, problems, kilobytes: Math.round(data.byteLength / 1000) };
}
