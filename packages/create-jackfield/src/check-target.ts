import { readdir } from 'node:fs/promises';
import { CreateError } from './create-error.ts';

/** The entries that a folder may have and counts as empty: a repository that was just begun. */
const allowed: ReadonlySet<string> = new Set(['.git', '.DS_Store', 'Thumbs.db']);

/** Refuses a folder in which something is already. */
export async function checkTarget(directory: string): Promise<void> {
  let found: string[];
  try {
    found = await readdir(directory);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT') return;
    const why = code === 'ENOTDIR' ? 'it is a file' : String(code ?? cause);
    throw new CreateError(`${directory} cannot be used: ${why}.`, { cause });
  }
  const there = found.filter((name) => !allowed.has(name));
  if (there.length > 0)
    throw new CreateError(
      `${directory} is not empty (${there.slice(0, 3).join(', ')}${there.length > 3 ? ', …' : ''}): choose another folder.`,
    );
}
