import { mkdir, open, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CreateError } from './create-error.ts';
import type { TemplateFiles } from './read-template.ts';

/** Writes files into a folder. Where that fails what was written is taken away again, and nothing that somebody else has put there. */
export async function writeFiles(directory: string, files: TemplateFiles): Promise<void> {
  const written: string[] = [];
  const folders: string[] = [];
  try {
    for (const [name, text] of files) {
      const file = join(directory, name);
      const folder = dirname(file);
      folders.push(...foldersBetween(await mkdir(folder, { recursive: true }), folder));
      // Fails where something has come there meanwhile.
      const opened = await open(file, 'wx');
      written.push(file);
      try {
        await opened.writeFile(text);
      } finally {
        await opened.close();
      }
    }
  } catch (cause) {
    for (const file of written) await rm(file, { force: true });
    // The deepest first. One in which there is something by now is not this one's alone.
    for (const folder of folders.reverse()) await rmdir(folder).catch(() => undefined);
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CreateError(`${directory} could not be filled: ${why}.`, { cause });
  }
}

/** Lists the folders that were made, the highest first: those from the first one that was not there to the last. */
function foldersBetween(first: string | undefined, last: string): readonly string[] {
  if (first === undefined) return [];
  const found = [last];
  for (let folder = last; folder.length > first.length;) {
    folder = dirname(folder);
    found.unshift(folder);
  }
  return found;
}
