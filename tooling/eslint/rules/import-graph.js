import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import ts from 'typescript';

/** @param {string} path */
export const nameOf = (path) => path.slice(path.lastIndexOf('/') + 1);

/**
 * The file that a relative specifier means; undefined for packages and for what is not there.
 * @param {string} from @param {string} specifier
 */
export function fileOf(from, specifier) {
  if (!specifier.startsWith('.')) return undefined;
  const path = resolve(dirname(from), specifier);
  return existsSync(path) ? path : undefined;
}

/**
 * The files on the shortest way from one to the first that is an end, both included. `valuesOnly` follows what is loaded with a
 * file: neither types nor late imports.
 * @param {{ from: string, isEnd: (file: string) => boolean, valuesOnly?: boolean }} way
 */
export function wayBetween({ from, isEnd, valuesOnly = false }) {
  /** @type {Map<string, string | undefined>} */
  const cameFrom = new Map([[from, undefined]]);
  for (const file of cameFrom.keys()) {
    if (isEnd(file)) {
      const way = [file];
      for (let step = cameFrom.get(file); step; step = cameFrom.get(step)) way.unshift(step);
      return way;
    }
    const { all, values } = importsIn(file);
    for (const next of valuesOnly ? values : all) if (!cameFrom.has(next)) cameFrom.set(next, file);
  }
  return undefined;
}

/** @type {Map<string, { changed: number, imports: { all: string[], values: string[] } }>} */
const known = new Map();

/** The files that a file imports. Read again only where the file has changed. @param {string} file */
function importsIn(file) {
  if (!/\.[jt]s$|\.mjs$/.test(file)) return { all: [], values: [] };
  const changed = statSync(file).mtimeMs;
  const before = known.get(file);
  if (before?.changed === changed) return before.imports;
  const text = readFileSync(file, 'utf8');
  const filesOf = (/** @type {string[]} */ specifiers) =>
    specifiers.flatMap((specifier) => fileOf(file, specifier) ?? []);
  const imports = {
    all: filesOf(ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName)),
    values: filesOf(valueImportsIn(file, text)),
  };
  known.set(file, { changed, imports });
  return imports;
}

/** The specifiers that are loaded with a file. @param {string} file @param {string} text */
function valueImportsIn(file, text) {
  const { statements } = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  return statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier) || isOfTypes(statement)) return [];
    return [moduleSpecifier.text];
  });
}

/** @param {import('typescript').ImportDeclaration | import('typescript').ExportDeclaration} statement */
function isOfTypes(statement) {
  const clause = ts.isImportDeclaration(statement) ? statement.importClause : statement;
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const names = ts.isImportClause(clause) ? clause.namedBindings : clause.exportClause;
  const elements = names && (ts.isNamedImports(names) || ts.isNamedExports(names)) ? names.elements : [];
  const isDefault = ts.isImportClause(clause) && clause.name !== undefined;
  return !isDefault && elements.length > 0 && elements.every(({ isTypeOnly }) => isTypeOnly);
}
