import { describe, expect, it } from 'vitest';
import { cellOf, findingOf, adapterClauses } from '../src/cell.ts';
import { capabilityRows } from '../src/capability-rows.ts';
import { columnReport } from '../src/column-report.ts';
import { columns, type Column } from '../src/columns.ts';
import type { RecordedRun } from '../src/record.ts';
import type { Row } from '../src/row.ts';

const aliyun = columns.find(({ id }) => id === 'aliyun');
const row = (id: string): Row => {
  const found = capabilityRows.find((each) => each.id === id);
  if (!found) throw new Error(`There is no row ${id}.`);
  return found;
};
const run = (contract: string, clauses: RecordedRun['clauses']): RecordedRun => ({
  contract,
  clauses,
  sdkVersion: '1.2.3',
  proof: 'double',
  server: undefined,
  browser: undefined,
  date: '2026-01-02',
  commit: 'abc',
});
function cell(id: string, ...runs: readonly RecordedRun[]): string {
  if (!aliyun) throw new Error('There is no column aliyun.');
  const { status, passed, of } = cellOf(row(id), aliyun, { runs });
  return `${status} ${String(passed)}/${String(of)}`;
}

describe('a cell of the conformance page', () => {
  it('holds where something ran and nothing failed, and says how much of it', () => {
    expect(cell('can-screen', run('aliyun', { 'RTC-SCREEN-01': 'passed' }))).toMatch(/^passed 1\/\d+$/u);
  });

  it('fails where one clause of one run does, whatever another run says', () => {
    const passed = run('aliyun', { 'RTC-SCREEN-01': 'passed' });
    const failed = run('aliyun, others on the bare SDK', { 'RTC-SCREEN-01': 'failed: no picture' });
    expect(cell('can-screen', passed, failed)).toMatch(/^failed /u);
  });

  it('takes what one run could not bring about from another one', () => {
    const left = run('aliyun', { 'RTC-SCREEN-01': 'not-drivable: far-join: nobody' });
    const passed = run('aliyun, others on the bare SDK', { 'RTC-SCREEN-01': 'passed' });
    expect(cell('can-screen', left, passed)).toMatch(/^passed 1\//u);
  });

  it('is not proved where no run is kept, or the run is about another adapter', () => {
    expect(cell('can-screen')).toMatch(/^not proved here 0\//u);
    expect(cell('can-screen', run('livekit', { 'RTC-SCREEN-01': 'passed' }))).toMatch(
      /^not proved here 0\//u,
    );
  });

  it('says that a vendor cannot, although the refusal was proved', () => {
    expect(cell('can-messages', run('aliyun', { 'RTC-MESSAGE-06': 'passed' }))).toMatch(/^vendor cannot /u);
  });

  it('does not believe a record that says a denied thing passed', () => {
    const message = adapterClauses.find(({ id }) => id === 'RTC-MESSAGE-01');
    if (!message || !aliyun) throw new Error('There is no such clause.');
    const finding = findingOf(message, aliyun, { runs: [run('aliyun', { 'RTC-MESSAGE-01': 'passed' })] });
    expect(finding.status).toBe('vendor cannot');
  });
});

describe('the report of a column', () => {
  it('is partial where little ran, however green', () => {
    const column = aliyun as Column;
    const report = columnReport(column, { runs: [run('aliyun', { 'RTC-SILENCE-01': 'passed' })] });
    expect(report.counts.failed).toBe(0);
    expect(report.coverage.partial).not.toEqual([]);
  });
});
