import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { root } from '../lib/paths.mjs';
import { PlainError } from '../lib/plain-error.mjs';
import { readJson } from '../lib/workspace/workspace.mjs';
import { neverInstalled } from './readme-imports.mjs';

/**
 * @typedef {object} Identity who publishes a package, and where its home is
 * @property {string} author
 * @property {string} homepage
 * @property {{ type: 'git', url: string, directory: string }} repository
 * @property {{ url: string }} bugs
 */

/** Names the script that writes it where it is wrong. */
export const howToWrite = '`npm run check -- --update` writes it';

/** Links of a README into the repository, as seen from the folder of a package or with whatever address it had. */
const relativeLink = /\]\(((?:\.\.\/)+)([^)#\s]*)(#[^)\s]*)?\)/gu;
/** The repository itself: under the project's name, or where a reader fetches it. */
const homeLink = /(\[Jackfield\]\(|\bgit clone )https:\/\/github\.com\/[^/\s]+\/[^/\s)#`]+/gu;
const absoluteLink =
  /\]\(https:\/\/github\.com\/[^/\s]+\/[^/\s]+\/(?:blob|tree)\/main\/((?:apps|docs|packages|tooling)\/[^)\s]*)\)/gu;

/** Where the repository is: the one line that owners change, `"repository": "github:OWNER/NAME"` in the root's package.json. */
export function repositoryAddress(base = root) {
  const { repository } = readJson(join(base, 'package.json'));
  const [, path] = /^github:([\w.-]+\/[\w.-]+)$/u.exec(String(repository)) ?? [];
  if (path === undefined)
    throw new PlainError('"repository" in the root\'s package.json is not "github:OWNER/NAME".');
  return `https://github.com/${path}`;
}

/**
 * @param {string} path of the package, from the root
 * @param {string} [address]
 * @returns {Identity}
 */
export function identityOf(path, address = repositoryAddress()) {
  return {
    author: `The Jackfield authors (${address})`,
    homepage: `${address}/tree/main/${path}#readme`,
    repository: { type: 'git', url: `git+${address}.git`, directory: path },
    bugs: { url: `${address}/issues` },
  };
}

/**
 * What a manifest and a README must say of whose they are, so that the package's page on a registry works alone; written where
 * `update` is set.
 * @param {{ target: import('../lib/workspace/workspace.mjs').WorkspacePackage, update: boolean }} request
 * @returns {string[]}
 */
export function identityProblems({ target, update }) {
  const manifest = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (target.manifest));
  const wanted = identityOf(target.path);
  const wrong = Object.entries(wanted)
    .filter(([name, value]) => !isDeepStrictEqual(manifest[name], value))
    .map(([name]) => `"${name}"`);
  const { keywords } = manifest;
  const problems = [];
  if (!Array.isArray(keywords) || keywords.length < 3) problems.push('"keywords" has fewer than three words');
  if (!existsSync(join(target.directory, 'README.md'))) return [...problems, 'there is no README.md'];
  const readmes = ['README.md', 'README.zh-CN.md'].filter((name) => existsSync(join(target.directory, name)));
  problems.push(...readmes.flatMap((name) => readmeProblems({ name, target, update })));
  if (wrong.length === 0) return problems;
  if (update) writeIdentity(target.directory, wanted);
  else
    problems.push(
      `${wrong.join(', ')} do not follow "repository" of the root's package.json (${howToWrite})`,
    );
  return problems;
}

/**
 * What is wrong with a page that a registry or the repository shows of a package; its links are written where `update` is set.
 * @param {{ name: string, target: import('../lib/workspace/workspace.mjs').WorkspacePackage, update: boolean }} request
 * @returns {string[]}
 */
function readmeProblems({ name, target, update }) {
  const file = join(target.directory, name);
  const text = readFileSync(file, 'utf8');
  const linked = withAbsoluteLinks({ text, path: target.path });
  const problems = [];
  if (!text.includes(`npm install`) || !text.includes(target.name))
    problems.push(`${name} does not say how to install the package`);
  const missing = neverInstalled(text);
  if (missing.length > 0)
    problems.push(`${name} has samples with ${missing.join(', ')}, and installs none of it`);
  if (update) {
    if (linked !== text) writeFileSync(file, linked);
    return problems;
  }
  const nowhere = [...linked.matchAll(absoluteLink)]
    .map(([, to = '']) => to.split('#', 1)[0] ?? '')
    .filter((to) => !existsSync(join(root, to)));
  if (nowhere.length > 0) problems.push(`${name} names what is not there: ${nowhere.join(', ')}`);
  if (linked !== text)
    problems.push(`${name} has links that lead nowhere on a registry's page (${howToWrite})`);
  return problems;
}

/**
 * A text that names the repository as it is called now.
 * @param {{ text: string, address?: string }} document
 */
export function withHome({ text, address = repositoryAddress() }) {
  return text.replaceAll(homeLink, (_whole, before) => `${before}${address}`);
}

/**
 * @param {{ text: string, path: string, address?: string }} readme
 */
export function withAbsoluteLinks({ text, path, address = repositoryAddress() }) {
  /** @type {(to: string, fragment: string) => string} */
  const link = (to, fragment) => {
    const kind = /\.[a-z]+$/u.test(to) ? 'blob' : 'tree';
    return `](${address}/${kind}/main/${to}${fragment})`;
  };
  return withHome({ text, address })
    .replaceAll(relativeLink, (_whole, up, to, fragment = '') => {
      const base = path.split('/').slice(0, -(up.length / 3));
      return link([...base, to].join('/'), fragment);
    })
    .replaceAll(absoluteLink, (_whole, to) => {
      const [file = '', fragment] = to.split('#');
      return link(file, fragment === undefined ? '' : `#${fragment}`);
    });
}

/**
 * @param {string} directory
 * @param {Identity} identity
 */
function writeIdentity(directory, identity) {
  const file = join(directory, 'package.json');
  const { name, version, private: isPrivate, description, keywords, license, ...rest } = readJson(file);
  const first = { name, version, private: isPrivate, description, keywords, license };
  // First where a reader looks for it, and once more over what it was.
  writeFileSync(file, `${JSON.stringify({ ...first, ...identity, ...rest, ...identity }, undefined, 2)}\n`);
}
