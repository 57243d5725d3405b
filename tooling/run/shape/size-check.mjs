import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { readJson } from '../lib/workspace/workspace.mjs';
import { sizesOf } from './size.mjs';

/**
 * @typedef {object} Budget
 * @property {number} limit bytes, minified and gzipped
 * @property {number} [goal] bytes: where it should be
 * @property {import('./size.mjs').Imports} [imports] for a use and not an entry point: what an app imports for it
 * @property {'first load' | 'all chunks'} [counts] of a use, what of it is held
 */

/**
 * Budgets by package and entry point, from `size-budget.json`; an entry without one is only shown.
 * @returns {Record<string, Record<string, Budget>>}
 */
export function readBudgets() {
  return readJson(join(root, 'size-budget.json'));
}

/**
 * @param {import('../lib/workspace/workspace.mjs').WorkspacePackage} target
 * @returns {Promise<string[]>}
 */
export async function sizeProblems(target) {
  const budgets = readBudgets()[target.name] ?? {};
  return overBudget({ sizes: await sizesOf(target, usesOf(budgets)), budgets });
}

/**
 * The uses among budgets, by name.
 * @param {Record<string, Budget>} budgets
 */
export function usesOf(budgets) {
  return Object.fromEntries(
    Object.entries(budgets).flatMap(([name, { imports, counts }]) =>
      imports ? [[name, { imports, ...(counts ? { counts } : {}) }]] : [],
    ),
  );
}

/**
 * @param {{ sizes: import('./size.mjs').Size[], budgets: Record<string, Budget> }} request
 * @returns {string[]}
 */
export function overBudget({ sizes, budgets }) {
  const unknown = Object.keys(budgets).filter((subpath) => !sizes.some((size) => size.subpath === subpath));
  const over = sizes.flatMap(({ subpath, gzipped }) => {
    const limit = budgets[subpath]?.limit;
    return limit !== undefined && gzipped > limit
      ? [`${subpath} has ${gzipped} B, the limit is ${limit} B`]
      : [];
  });
  return [
    ...unknown.map((subpath) => `size-budget.json names "${subpath}", which is no entry point`),
    ...over,
  ];
}
