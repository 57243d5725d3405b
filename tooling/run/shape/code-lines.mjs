import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from '../lib/paths.mjs';
import { filesBelow } from '../lib/workspace/walk.mjs';
import { readJson } from '../lib/workspace/workspace.mjs';

/**
 * @typedef {object} CodeBudget
 * @property {number} limit lines of code
 * @property {number} [goal] where it should be
 * @property {readonly string[]} [declarations] files, or folders with a slash, that only declare what a vendor ships without types
 */

/**
 * Budgets of packages that must stay small, from `code-budget.json`, by path.
 * @returns {Record<string, CodeBudget>}
 */
export function readCodeBudgets() {
  return readJson(join(root, 'code-budget.json'));
}

/**
 * Counts the lines of a source that hold code: neither blank ones nor those of comments.
 * @param {string} text
 */
export function codeLines(text) {
  let inComment = false;
  return text.split('\n').filter((line) => {
    const code = line.trim();
    const ends = code.includes('*/');
    if (inComment) {
      inComment = !ends;
      return false;
    }
    if (!code.startsWith('/*')) return code !== '' && !code.startsWith('//');
    inComment = !ends;
    return ends && !code.endsWith('*/');
  }).length;
}

/**
 * Counts what a package's sources hold, declarations of the vendor's SDK and the server side left out: neither is the adapter.
 * @param {{ directory: string }} target
 * @param {Pick<CodeBudget, 'declarations'>} budget
 */
export function codeLinesOf({ directory }, { declarations = [] }) {
  const apart = [...declarations, 'src/server.ts', 'src/server/'];
  return filesBelow(join(directory, 'src'))
    .filter((file) => /\.(ts|svelte)$/.test(file))
    .filter((file) => {
      const path = relative(directory, file).split(sep).join('/');
      return !apart.some((name) => (name.endsWith('/') ? path.startsWith(name) : path === name));
    })
    .reduce((sum, file) => sum + codeLines(readFileSync(file, 'utf8')), 0);
}

/**
 * What is wrong with the length of a package; nothing for one without a budget.
 * @param {Pick<import('../lib/workspace/workspace.mjs').WorkspacePackage, 'path' | 'directory'>} target
 * @param {Record<string, CodeBudget>} [budgets]
 * @returns {string[]}
 */
export function codeLineProblems({ path, directory }, budgets = readCodeBudgets()) {
  const budget = budgets[path];
  if (!budget) return [];
  const lines = codeLinesOf({ directory }, budget);
  return lines > budget.limit ? [`${lines} lines of code, the limit is ${budget.limit}`] : [];
}
