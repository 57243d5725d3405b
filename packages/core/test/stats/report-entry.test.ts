import { describe, expect, it } from 'vitest';
import { readReport } from '../../src/stats/report-entry.ts';
import { report } from './reports.ts';

describe('reading a report', () => {
  it('leaves out what is no entry', () => {
    const nonsense = [undefined, null, 'text', 7, { id: 'x' }, { type: 'codec' }, { id: '', type: 'codec' }];
    const entries = readReport(report([...nonsense, { id: 'a', type: 'codec' }, { id: 'b', type: '' }]));
    expect([...entries.keys()]).toEqual(['a']);
  });

  it('takes a value for what it should be, and for nothing else', () => {
    const values = { text: 'VP8', empty: '', number: 0, endless: Infinity, none: NaN, yes: true, no: false };
    const entry = readReport(report([{ id: 'a', type: 'codec', ...values }])).get('a');
    const names = Object.keys(values);
    expect(names.filter((name) => entry?.text(name) !== undefined)).toEqual(['text']);
    expect(names.filter((name) => entry?.number(name) !== undefined)).toEqual(['number']);
    expect(names.filter((name) => entry?.flag(name))).toEqual(['yes']);
  });
});
