import { describe, expect, it } from 'vitest';
import { runClause, type Clause, type RigFactory } from '../src/index.ts';
import { ContractFailure } from '../src/run/contract-failure.ts';

const clause: Clause = {
  id: 'RTC-PEOPLE-99',
  title: 'Somebody is there.',
  law: 'nobody-missed',
  level: 'driver',
  async run(rig) {
    await rig.bare();
    throw new ContractFailure('Whether zoe is there: expected true, but it is false');
  },
};

const told = [
  { name: 'participantJoined', fact: { remoteId: 'z1', userId: 'zoe', displayName: '', sources: [] } },
  { name: 'sourcePublished', fact: { remoteId: 'z1', source: 'camera', muted: false } },
];

describe('a failure', () => {
  it('names the clause with its place, and the last facts with person and source', async () => {
    const rig = {
      sides: [],
      bare: () => Promise.resolve({ userId: 'bare-1', facts: told }),
      dispose: () => Promise.resolve(),
    };
    const factory = { create: () => Promise.resolve(rig), cannot: [] } as unknown as RigFactory;
    const error: unknown = await runClause(clause, factory).catch((reason: unknown) => reason);
    expect((error as Error).message.split('\n')).toEqual([
      'Whether zoe is there: expected true, but it is false',
      'RTC-PEOPLE-99: Somebody is there. https://github.com/jackfield-rtc/jackfield/blob/main/docs/laws.md#rtc-people-99',
      'bare-1 was told last: participantJoined zoe, sourcePublished zoe camera',
    ]);
  });
});
