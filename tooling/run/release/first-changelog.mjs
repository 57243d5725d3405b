import { readFileSync } from 'node:fs';

const file = new URL('first-changelog.md', import.meta.url);

/** Reads the words of the first release of each package, by the name of the package. @returns {ReadonlyMap<string, string>} */
export function firstChangelogs() {
  const [, ...sections] = readFileSync(file, 'utf8').split(/^## /mu);
  return new Map(
    sections.map((section) => {
      const [name = '', ...lines] = section.split('\n');
      return [name.trim(), lines.join('\n').trim()];
    }),
  );
}

/**
 * The changelog of a package that was never published.
 * @param {{ name: string, version: string }} release
 */
export function firstChangelog({ name, version }) {
  const text = firstChangelogs().get(name);
  return text === undefined ? undefined : `# ${name}\n\n## ${version}\n\n${text}\n`;
}
