import { mkdirSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './packages.ts';

/** Notes what a sample ships, for who reads the output, and in `reports/adopt-sizes.json`. */
export function tellSize(sample: string, kilobytes: number): void {
  const folder = join(root, 'reports');
  const file = join(folder, 'adopt-sizes.json');
  mkdirSync(folder, { recursive: true });
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>) : {};
  const rounded = Math.round(kilobytes * 10) / 10;
  writeFileSync(file, `${JSON.stringify({ ...known, [sample]: rounded }, undefined, 2)}\n`);
  console.log(
    `${sample}: a page in a call has loaded ${String(rounded)} kB of scripts, each compressed by gzip`,
  );
}
