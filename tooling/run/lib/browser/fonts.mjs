import { existsSync } from 'node:fs';
import { detail, say } from '../say.mjs';
import { execute } from '../process/spawn.mjs';
import { root } from '../paths.mjs';

const FIVE_SECONDS = 5_000;
const FIVE_MINUTES = 300_000;
const packages = ['fonts-noto-cjk', 'fonts-noto-color-emoji'];

/** Sees that pictures can have Chinese and emoji in them: installs fonts where that is possible, and says so where it is not. */
export async function ensureFonts() {
  if (process.platform !== 'linux' || (await hasChinese())) return;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    say('No Chinese font found: installing those of Noto from Debian');
    await execute({
      program: `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`,
      shell: true,
      cwd: root,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeLimit: FIVE_MINUTES,
    });
    if (await hasChinese()) return;
  }
  detail(
    `Chinese will be boxes in these pictures: there is no font for it. Install ${packages.join(' and ')}.`,
  );
}

/** Whether fontconfig, which browsers on Linux ask, knows a font for Chinese. */
async function hasChinese() {
  const { code, output } = await execute({
    program: 'fc-list :lang=zh family',
    shell: true,
    cwd: root,
    env: process.env,
    timeLimit: FIVE_SECONDS,
  });
  return code === 0 && output.trim() !== '';
}
