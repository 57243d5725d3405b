import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import ts from 'typescript';
import { importsOf } from './imports-of.js';

/**
 * No file imports itself by way of others, types included: files that need each other's types are one concept in two places.
 * @type {import('eslint').Rule.RuleModule}
 */
export const noCycle = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { cycle: 'This import closes a cycle: {{ files }}.' },
  },
  create(context) {
    return importsOf((specifier, node) => {
      const target = fileOf(context.filename, specifier);
      const way = target && wayBack(target, context.filename);
      if (way) context.report({ node, messageId: 'cycle', data: { files: way.map(nameOf).join(' → ') } });
    });
  },
};

const nameOf = (/** @type {string} */ path) => path.slice(path.lastIndexOf('/') + 1);

/** @param {string} from @param {string} specifier */
function fileOf(from, specifier) {
  if (!specifier.startsWith('.')) return undefined;
  const path = resolve(dirname(from), specifier);
  return existsSync(path) ? path : undefined;
}

/**
 * The files on the shortest way from one to another, both included.
 * @param {string} from @param {string} to
 */
function wayBack(from, to) {
  /** @type {Map<string, string | undefined>} */
  const cameFrom = new Map([[from, undefined]]);
  for (const file of cameFrom.keys()) {
    if (file === to) {
      const way = [file];
      for (let step = cameFrom.get(file); step; step = cameFrom.get(step)) way.unshift(step);
      return way;
    }
    for (const next of importsIn(file)) if (!cameFrom.has(next)) cameFrom.set(next, file);
  }
  return undefined;
}

/** @type {Map<string, { changed: number, files: string[] }>} */
const known = new Map();

/** The files that a file imports, in whatever form. Read again only where the file has changed. @param {string} file */
function importsIn(file) {
  if (!/\.[jt]s$|\.mjs$/.test(file)) return [];
  const changed = statSync(file).mtimeMs;
  const before = known.get(file);
  if (before?.changed === changed) return before.files;
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'));
  const files = importedFiles.flatMap(({ fileName }) => fileOf(file, fileName) ?? []);
  known.set(file, { changed, files });
  return files;
}
