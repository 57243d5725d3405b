import { execute } from '../lib/process/spawn.mjs';

const TWO_MINUTES = 120_000;

/**
 * Lists what npm says against publishing a tarball.
 * @param {{ folder: string, tarball: string }} request
 * @returns {Promise<string[]>}
 */
export async function dryRunProblems({ folder, tarball }) {
  const { code, output } = await execute({
    program: `npm publish "./${tarball}" --dry-run --ignore-scripts --tag latest`,
    shell: true,
    cwd: folder,
    timeLimit: TWO_MINUTES,
  });
  if (code !== 0)
    return [
      output
        .trim()
        .split('\n')
        .find((line) => /error/iu.test(line)) ?? `exit code ${code}`,
    ];
  // What npm mends by itself is a fault of the manifest.
  return output
    .split('\n')
    .filter((line) => /npm warn publish/iu.test(line) && /corrected|invalid/iu.test(line));
}
