import { describe, expect, it } from 'vitest';
import { clauses, lawsMarkdown, uncovered } from '../src/index.ts';

describe('the contract as a whole', () => {
  it('has a clause for every law, every rule and every saboteur, and no id twice', () => {
    expect(uncovered()).toEqual({ laws: [], rules: [], saboteurs: [], doubled: [] });
  });

  it('finds what has no clause', () => {
    const some = clauses.filter(({ law, rules }) => law !== 'claims' && !rules?.includes(24));
    const found = uncovered([...some, ...some.slice(0, 1)]);
    expect(found.laws).toEqual(['claims']);
    expect(found.rules).toEqual([24]);
    expect(found.doubled).toEqual([some[0]?.id]);
    expect(found.saboteurs).toContain('denies-the-camera');
  });

  it('has ids of one form, in sentences', () => {
    for (const { id, title } of clauses) {
      expect(id).toMatch(/^RTC-[A-Z]+-\d{2}$/);
      expect(title).toMatch(/^\S.+\.$/);
    }
  });

  it('has well over a hundred clauses', () => {
    expect(clauses.length).toBeGreaterThan(150);
  });

  it('has an anchor for each clause, to which failures and pages link', () => {
    const anchors = [...lawsMarkdown().matchAll(/<a id="([^"]+)"><\/a>/gu)].map(([, anchor]) => anchor);
    expect(anchors).toEqual([...new Set(anchors)]);
    expect([...anchors].sort()).toEqual(clauses.map(({ id }) => id.toLowerCase()).sort());
  });

  it('is described in docs/laws.md, up to date', async () => {
    await expect(lawsMarkdown()).toMatchFileSnapshot('../../../docs/laws.md');
  });
});
