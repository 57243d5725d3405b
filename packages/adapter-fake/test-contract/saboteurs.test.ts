import { clauses, ContractFailure, runClause, saboteurs, type SaboteurName } from '@jackfield/contract';
import { describe, expect, it } from 'vitest';
import { fakeRigs } from './fake-rig.ts';
import { profileFor } from './profile-for.ts';

describe('saboteurs', () => {
  for (const name of Object.keys(saboteurs) as SaboteurName[]) {
    const { lie, middleware } = saboteurs[name];
    const naming = clauses.filter((clause) => clause.saboteurs?.includes(name));

    it(`${name}: at least one clause guards against it`, () => {
      expect(naming.map(({ id }) => id)).not.toEqual([]);
    });

    it.each(naming.map((clause) => [clause.id, clause] as const))(
      `${name} is caught by %s: ${lie}`,
      async (_, clause) => {
        const failure: unknown = await runClause(clause, fakeRigs(profileFor(clause)), { middleware }).catch(
          (error: unknown) => error,
        );
        expect(failure).toBeInstanceOf(ContractFailure);
      },
    );
  }
});
