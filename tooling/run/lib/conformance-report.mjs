/**
 * @typedef {object} AdapterResult
 * @property {string} name
 * @property {'passed' | 'failed' | 'not yet run'} status
 * @property {number} passed
 * @property {number} failed
 * @property {import('./tally.mjs').Skip[]} skipped
 */

/**
 * @param {AdapterResult[]} results
 * @returns {string}
 */
export function conformanceMarkdown(results) {
  const rows = results.map(({ name, status, passed, failed, skipped }) =>
    status === 'not yet run'
      ? `| \`${name}\` | not yet run | | | |`
      : `| \`${name}\` | ${status} | ${passed} | ${failed} | ${skipped.length} |`,
  );
  const skips = results.flatMap(({ name, skipped }) =>
    skipped.map((skip) => `- \`${name}\` ${skip.name}: ${skip.reason}`),
  );
  const table = ['| adapter | contract | passed | failed | skipped |', '|---|---|---|---|---|', ...rows];
  return [
    '# Conformance',
    '',
    ...(results.length === 0 ? ['No adapter yet.'] : table),
    ...(skips.length === 0 ? [] : ['', '## Skipped', '', ...skips]),
    '',
  ].join('\n');
}
