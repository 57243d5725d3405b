import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CreateError } from './create-error.ts';
import type { TemplateFiles } from './read-template.ts';

/** Writes files into a folder. Where that fails what was written is taken away again. */
export async function writeFiles(directory: string, files: TemplateFiles): Promise<void> {
  const isNew = !existsSync(directory);
  const written: string[] = [];
  try {
    for (const [name, text] of files) {
      const file = join(directory, name);
      await mkdir(dirname(file), { recursive: true });
      // Fails where something has come there meanwhile.
      await writeFile(file, text, { flag: 'wx' });
      written.push(file);
    }
  } catch (cause) {
    for (const file of isNew ? [directory] : written) await rm(file, { recursive: true, force: true });
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CreateError(`${directory} could not be filled: ${why}.`, { cause });
  }
}
