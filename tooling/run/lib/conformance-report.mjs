/**
 * What an adapter's run of the contract writes: see `ContractReport` of `@jackfield/contract`.
 * @typedef {object} ContractReport
 * @property {string} adapter
 * @property {string} sdkVersion
 * @property {Record<'passed' | 'failed' | 'not-applicable' | 'not-drivable', number>} counts
 * @property {{ id: string, title: string, level: string, status: string, reason?: string }[]} clauses
 *
 * @typedef {object} AdapterResult
 * @property {string} name
 * @property {'passed' | 'failed' | 'not yet run' | 'not run'} status `not run`: something is missing on this machine
 * @property {string} [reason] why it was not run
 * @property {number} passed
 * @property {number} failed
 * @property {import('./lanes/tally.mjs').Skip[]} skipped
 * @property {ContractReport[]} reports one for each way in which the adapter was run
 */

const columns = ['adapter', 'SDK', 'contract', 'passed', 'failed', 'not applicable', 'not drivable'];

/**
 * @param {AdapterResult[]} results
 * @param {readonly import('../left-out.mjs').LeftOut[]} [leftOut]
 * @returns {string}
 */
export function conformanceMarkdown(results, leftOut = []) {
  const table = [row(columns), row(columns.map(() => '---')), ...results.flatMap(rowsOf)];
  return [
    '# Conformance',
    '',
    ...(results.length === 0 ? ['No adapter yet.'] : table),
    ...notRunLines(results),
    ...whereLines(results, leftOut),
    ...results.flatMap(({ reports }) => reports.flatMap(listsOf)),
    ...results.flatMap(({ name, skipped }) =>
      skipped.length === 0
        ? []
        : ['', `## ${name}: skipped`, '', ...skipped.map((skip) => `- ${skip.name}: ${skip.reason}`)],
    ),
    '',
  ].join('\n');
}

/** @param {AdapterResult[]} results */
function notRunLines(results) {
  const lines = results.flatMap(({ name, status, reason }) =>
    reason === undefined ? [] : [`- \`${name}\`, ${status}: ${reason}`],
  );
  return lines.length === 0 ? [] : ['', '## Not run', '', ...lines];
}

/**
 * Where and when clauses run that do not run with every change.
 * @param {AdapterResult[]} results
 * @param {readonly import('../left-out.mjs').LeftOut[]} leftOut
 */
function whereLines(results, leftOut) {
  const lines = results.flatMap(({ reports }) =>
    reports.flatMap(({ adapter, clauses }) =>
      leftOut.flatMap(({ contract, clauses: pattern, what, reason, command }) => {
        if (contract !== adapter || pattern === undefined) return [];
        const ids = clauses.filter(
          ({ id, status }) => new RegExp(pattern, 'u').test(id) && status !== 'not-applicable',
        );
        return [`- ${adapter}: ${what} (${ids.length}), by \`${command}\` alone: ${reason}`];
      }),
    ),
  );
  const all = 'Every clause above runs with every change, in `npm test`';
  if (lines.length === 0) return ['', '## Where and when', '', `${all}.`];
  return ['', '## Where and when', '', `${all}, except, before a release:`, '', ...lines];
}

/** @param {string[]} cells */
function row(cells) {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** @param {AdapterResult} result */
function rowsOf({ name, status, failed, reports }) {
  if (reports.length === 0) {
    const failures = status === 'failed' ? String(failed) : '';
    return [row([`\`${name}\``, '', status, '', failures, '', ''])];
  }
  return reports.map(({ adapter, sdkVersion, counts }) =>
    row([
      `\`${name}\` (${adapter})`,
      sdkVersion,
      counts.failed > 0 ? 'failed' : 'passed',
      String(counts.passed),
      String(counts.failed),
      String(counts['not-applicable']),
      String(counts['not-drivable']),
    ]),
  );
}

/** What failed, and what could not be tried, with the reasons. @param {ContractReport} report */
function listsOf({ adapter, clauses }) {
  return ['failed', 'not-drivable'].flatMap((status) => {
    const found = clauses.filter((clause) => clause.status === status);
    if (found.length === 0) return [];
    const lines = found.map(
      ({ id, title, reason = '' }) => `- ${id} ${title} ${reason.replaceAll(/\s*\n\s*/g, ' ')}`,
    );
    return ['', `## ${adapter}: ${status.replace('-', ' ')}`, '', ...lines];
  });
}
