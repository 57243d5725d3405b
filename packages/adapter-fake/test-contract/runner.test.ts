import {
  clauses,
  ContractFailure,
  notRun,
  reportMarkdown,
  runClause,
  runContract,
  saboteurs,
  worldOf,
  type Clause,
  type RigFactory,
} from '@jackfield/contract';
import { describe, expect, it } from 'vitest';
import { fakeRigs } from './fake-rig.ts';

const fake = fakeRigs({ name: 'fake' });

function clauseOf(id: string): Clause {
  const found = clauses.find((clause) => clause.id === id);
  if (!found) throw new RangeError(`No clause ${id}.`);
  return found;
}

/** A rig whose adapter leaves a ghost behind, and which cannot cut the network. */
const worse: RigFactory = {
  ...fake,
  name: 'worse',
  sdkVersion: '1.2.3',
  cannot: [{ action: 'cut-network', reason: 'the network is | a wall' }],
  create: () => fake.create({ middleware: saboteurs['leave-stays'].middleware }),
};

const some = ['RTC-JOIN-01', 'RTC-LEAVE-01', 'RTC-LEAVE-08', 'RTC-PEOPLE-13', 'RTC-CORE-01'].map(clauseOf);

describe('the runner', () => {
  it('says of each clause what came of it, and whose word that is', async () => {
    const report = await runContract(worse, { clauses: some });
    expect(report.counts).toEqual({ passed: 0, failed: 2, 'not-applicable': 2, 'not-drivable': 1 });
    expect(report.clauses.map(({ id, status, reason }) => [id, status, reason?.split('\n')[0]])).toEqual([
      ['RTC-JOIN-01', 'failed', expect.stringContaining('after disposal nobody') as unknown],
      ['RTC-LEAVE-01', 'failed', 'It should come to this, and does not: the vendor has no user-1 any more'],
      ['RTC-LEAVE-08', 'not-drivable', 'cut-network: the network is | a wall'],
      ['RTC-PEOPLE-13', 'not-applicable', 'the adapter does not have: no displayNames true'],
      ['RTC-CORE-01', 'not-applicable', 'clauses of level core run elsewhere'],
    ]);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('makes a table of reports, with what failed and what could not be driven below', async () => {
    const markdown = reportMarkdown([
      await runContract(fake, { clauses: some.slice(0, 2) }),
      await runContract(worse, { clauses: some.slice(1, 3) }),
    ]);
    expect(markdown).toContain('| fake | none | fake | 2 of 2, **partial** | 2 | 0 | 0 | 0 |');
    expect(markdown).toContain('| worse | 1.2.3 | fake | 1 of 2, **partial** | 0 | 1 | 0 | 1 |');
    expect(markdown).toContain(
      '- worse is partial: Only 1 of 2 clauses ran, less than 75 % of what applies.',
    );
    expect(markdown).toContain(
      '- RTC-LEAVE-08 Leaving while reconnecting ends the call as left.: cut-network: the network is \\| a wall',
    );
  });

  it('begins nothing after it was given up, and tells each result as it comes', async () => {
    const controller = new AbortController();
    const told: string[] = [];
    const report = await runContract(fake, {
      clauses: some,
      signal: controller.signal,
      onResult({ id }) {
        told.push(id);
        if (told.length === 2) controller.abort();
      },
    });
    expect(told).toEqual(['RTC-JOIN-01', 'RTC-LEAVE-01']);
    expect(report.clauses).toHaveLength(2);
  });

  it('fails a clause for what core had to keep from the app, also where the clause itself holds', async () => {
    const run = runClause(clauseOf('RTC-PEOPLE-14'), fake, {
      middleware: saboteurs['everything-twice'].middleware,
    });
    await expect(run).rejects.toThrow(/Core had to keep something .*duplicate-participant/);
  });

  it('fails a clause that leaves something open', async () => {
    const run = runClause(clauseOf('RTC-JOIN-01'), fake, {
      middleware: saboteurs['leaks-a-timer'].middleware,
    });
    await expect(run).rejects.toThrow(/After disposal .* has something open: timers/);
  });

  it('fails a clause that should have made core keep something and did not', async () => {
    const clause: Clause = { ...clauseOf('RTC-JOIN-01'), contains: ['gate-write'] };
    await expect(runClause(clause, fake)).rejects.toThrow(/should have kept .*gate-write/);
  });

  it('knows that a rig has not what it does not list', async () => {
    const world = worldOf({ pass: () => Promise.resolve() });
    await expect(world.closeRoom()).rejects.toThrow(ContractFailure);
    await expect(world.closeRoom()).rejects.toThrow(
      /no "closeRoom": its cannot list should say "close-room"/,
    );
  });

  it('lets claims and the cannot list decide, and nothing else', () => {
    const unable = clauses.filter((clause) => notRun(clause, fake, ['session', 'driver', 'core']));
    expect(unable.every((clause) => clause.when && clause.when.length > 0)).toBe(true);
  });
});
