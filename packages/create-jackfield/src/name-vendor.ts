import { CreateError } from './create-error.ts';
import type { TemplateFiles } from './read-template.ts';

/** The vendor of the template. */
const imaginary = 'acme';

/** Calls the vendor of a template by its name. Throws a {@link CreateError} where the template has that word for something else. */
export function nameVendor(files: TemplateFiles, vendor: string): TemplateFiles {
  const rename = (text: string): string =>
    text.replaceAll(imaginary, vendor).replaceAll(capital(imaginary), capital(vendor));
  const words = new Set([...files.values()].flatMap((text) => text.match(/[A-Za-z_$][\w$]*/gu) ?? []));
  for (const word of words)
    if (rename(word) !== word && words.has(rename(word)))
      throw new CreateError(
        `"${vendor}" is a word that the code of an adapter has already ("${rename(word)}"): call the vendor otherwise with --vendor.`,
      );
  return new Map([...files].map(([name, text]) => [rename(name), rename(text)]));
}

function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}
