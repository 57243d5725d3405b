import { ownManifest } from './own-manifest.ts';
import type { TemplateFiles } from './read-template.ts';

/** The address in the templates. */
const written = 'https://github.com/jackfield-rtc/jackfield';

/** Leads links to the repository that this package comes from. */
export function withAddress(files: TemplateFiles): TemplateFiles {
  const address = ownManifest()
    .repository.url.replace(/^git\+/u, '')
    .replace(/\.git$/u, '');
  return new Map([...files].map(([name, text]) => [name, text.replaceAll(written, address)]));
}
