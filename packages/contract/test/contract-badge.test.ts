import { describe, expect, it } from 'vitest';
import { contractBadge } from '../src/report/contract-badge.ts';

const counts = { passed: 0, failed: 0, 'not-applicable': 0, 'not-drivable': 0 };

describe('the badge of a report', () => {
  it('says how much ran', () => {
    const badge = contractBadge({ coverage: { ran: 198, of: 213, partial: [] }, counts });
    expect(badge).toContain('RTC contract: 198 of 213');
  });

  it('says that too little ran, however green it is', () => {
    const coverage = { ran: 40, of: 213, partial: ['Only 40 of 213 clauses ran.'] };
    expect(contractBadge({ coverage, counts })).toContain('RTC contract: partial, 40 of 213');
  });

  it('says first of all what failed', () => {
    const coverage = { ran: 213, of: 213, partial: [] };
    expect(contractBadge({ coverage, counts: { ...counts, failed: 2 } })).toContain('RTC contract: 2 failed');
  });
});
