import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pack } from './pack.mjs';

/**
 * Packs one package as publishing would, and looks at what it would bring. Throws a PlainError where it cannot be packed.
 * @param {{ target: import('../lib/workspace/workspace.mjs').WorkspacePackage, folder: string }} request
 * @returns {Promise<{ tarball: string, problems: string[], kilobytes: number }>} the name of its file in the folder
 */
export async function packPackage({ target, folder }) {
  const tarball = await pack({ target, folder });
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
  // What is a template of somebody's project has both.
  const shipped = contents.listFiles().filter((file) => !file.startsWith(`${base}/templates/`));
  if (shipped.some((file) => /\.(?:test|spec)\.|\/(?:src|tests?)\//u.test(file)))
    problems.push('there are tests or sources in it');
  return { tarball, problems, kilobytes: Math.round(data.byteLength / 1000) };
}
