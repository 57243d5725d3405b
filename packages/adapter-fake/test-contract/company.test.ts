import {
  clauses,
  notRun,
  replace,
  runClause,
  saboteurs,
  type AdapterMiddleware,
  type Clause,
} from '@jackfield/contract';
import { describe, expect, it } from 'vitest';
import { actsOf, type Acts } from './company/acts-of.ts';
import { nowhereOnTheFake, withoutBystander, withoutSecondSource } from './company/exceptions.ts';
import { withBystander } from './company/with-bystander.ts';
import { secondOf, withSecondSource } from './company/with-second-source.ts';
import { fakeRigs } from './fake-rig.ts';
import { clauseOf } from './known-claims.ts';
import { profileFor } from './profile-for.ts';
import { profiles } from './profiles.ts';

const adapterClauses = clauses.filter(({ level }) => level !== 'core');
const drivable = (clause: Clause): boolean => profiles.some((each) => !notRun(clause, fakeRigs(each)));

/** The ways to have a second one of what a clause is about. */
type Company = 'nothing of it' | 'of its own' | 'one more' | 'alone';

/** Tells who or what was there beside what a clause is about, by running it. */
async function companyOf(clause: Clause): Promise<{ readonly people: Company; readonly sources: Company }> {
  const profile = profileFor(clause);
  const holds = (crowded: Clause): Promise<boolean> =>
    runClause(crowded, fakeRigs(profile)).then(
      () => true,
      () => false,
    );
  const { people, local, remote }: Acts = await actsOf(clause, profile);
  const bystander = people === 1 || remote.length === 1 ? await holds(withBystander(clause)) : true;
  const [only] = local;
  const second = local.length === 1 && only ? await holds(withSecondSource(clause, secondOf(only))) : true;
  const word = (count: number, more: boolean): Company => {
    if (count === 0) return 'nothing of it';
    if (count > 1) return 'of its own';
    return more ? 'one more' : 'alone';
  };
  const sources = [word(local.length, second), word(remote.length, bystander)];
  return {
    people: word(people, bystander),
    // The one that is worse off counts.
    sources:
      (['alone', 'one more', 'of its own', 'nothing of it'] as const).find((each) =>
        sources.includes(each),
      ) ?? 'alone',
  };
}

const found = new Map<string, Awaited<ReturnType<typeof companyOf>>>();
for (const clause of adapterClauses.filter(drivable)) found.set(clause.id, await companyOf(clause));
const idsOf = (what: 'people' | 'sources', company: Company): readonly string[] =>
  [...found]
    .filter(([, each]) => each[what] === company)
    .map(([id]) => id)
    .sort();

describe('which of two', () => {
  it('every clause about somebody has a second somebody, by itself or by one more who stays as they are', () => {
    expect(idsOf('people', 'alone')).toEqual(Object.keys(withoutBystander).sort());
  });

  it('every clause about a source has a second source, by itself or by one more that stays as it is', () => {
    const excepted = new Set([...Object.keys(withoutBystander), ...Object.keys(withoutSecondSource)]);
    expect(idsOf('sources', 'alone').filter((id) => !excepted.has(id))).toEqual([]);
    // What is excepted and has company after all is no exception.
    expect(Object.keys(withoutSecondSource).filter((id) => found.get(id)?.sources !== 'alone')).toEqual([]);
  });

  it('what cannot be counted over the fake is listed', () => {
    const uncounted = adapterClauses.filter((clause) => !drivable(clause)).map(({ id }) => id);
    expect(uncounted.sort()).toEqual(Object.keys(nowhereOnTheFake).sort());
  });

  it('shows lies that a clause alone cannot see: a mute that is told of somebody else, or of every source', async () => {
    const isCaught = (clause: Clause, middleware: AdapterMiddleware): Promise<boolean> =>
      runClause(clause, fakeRigs(profileFor(clause)), { middleware }).then(
        () => false,
        () => true,
      );
    const ofOthers = saboteurs['mute-of-somebody-else'].middleware;
    const heard = clauseOf('RTC-SUBSCRIBE-13');
    expect([await isCaught(heard, ofOthers), await isCaught(withBystander(heard), ofOthers)]).toEqual([
      false,
      true,
    ]);
    const ofAll: AdapterMiddleware = (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => ({
          async doSetMuted(source, muted, call) {
            await driver.doSetMuted(source, muted, call);
            if (muted) await driver.doSetMuted(secondOf(source), true, call);
          },
        }),
      });
    const muted = clauseOf('RTC-INTENT-10');
    expect([await isCaught(muted, ofAll), await isCaught(withSecondSource(muted, 'camera'), ofAll)]).toEqual([
      false,
      true,
    ]);
  });

  it('is counted', () => {
    const count = (what: 'people' | 'sources'): object =>
      Object.fromEntries(
        (['nothing of it', 'of its own', 'one more', 'alone'] as const).map((company) => [
          company,
          idsOf(what, company).length,
        ]),
      );
    expect({ people: count('people'), sources: count('sources') }).toMatchInlineSnapshot(`
      {
        "people": {
          "alone": 3,
          "nothing of it": 130,
          "of its own": 44,
          "one more": 97,
        },
        "sources": {
          "alone": 11,
          "nothing of it": 97,
          "of its own": 73,
          "one more": 93,
        },
      }
    `);
  });
});
