import type { RemoteParticipantInfo } from '@jackfield/core/adapter';
import { createRosterReporter } from '@jackfield/core/adapter-kit';
import { expect, it } from 'vitest';

function rig({ existing = false } = {}) {
  const facts: (readonly [string, unknown])[] = [];
  const members = new Map<string, RemoteParticipantInfo>();
  const person = (userId: string, remoteId = `${userId}#1`): RemoteParticipantInfo => {
    const info = { remoteId, userId, displayName: userId, sources: [] };
    members.set(userId, info);
    return info;
  };
  const people = createRosterReporter({
    sink: {
      participantJoined: (fact) => facts.push(['joined', fact]),
      participantUpdated: (fact) => facts.push(['updated', fact]),
      participantLeft: (fact) => facts.push(['left', fact]),
    },
    keys: () => members.keys(),
    describe: (key) => members.get(key),
    existing: () => existing,
  });
  const turn = (): Promise<void> => Promise.resolve();
  const names = (): string[] => facts.map(([name]) => name);
  return { facts, members, names, people, person, turn };
}

it('reports nothing before it begins, and begins with everybody who is there', async () => {
  const { facts, people, person, turn } = rig();
  const ada = person('ada');
  people.look('ada');
  await turn();
  expect(facts).toEqual([]);
  expect(people.begin()).toEqual([{ ...ada, existing: true }]);
  people.look('ada');
  await turn();
  expect(facts).toEqual([['updated', { remoteId: 'ada#1', displayName: 'ada', sources: [] }]]);
});

it('makes one fact of all that happens to somebody in one turn', async () => {
  const { facts, members, people, person, turn } = rig();
  people.begin();
  people.look('ada');
  const ada = person('ada');
  people.look('ada');
  expect(facts).toEqual([]);
  await turn();
  expect(facts).toEqual([['joined', { ...ada, existing: false }]]);
  members.delete('ada');
  people.look('ada');
  people.look('ada');
  await turn();
  expect(facts.slice(1)).toEqual([['left', { remoteId: 'ada#1' }]]);
});

it('says nothing of somebody who came and went within a turn', async () => {
  const { members, names, people, person, turn } = rig();
  people.begin();
  person('ada');
  people.look('ada');
  members.delete('ada');
  people.look('ada');
  await turn();
  expect(names()).toEqual([]);
});

it('tells a new presence of the same person from the old one', async () => {
  const { facts, people, person, turn } = rig();
  person('ada');
  people.begin();
  const again = person('ada', 'ada#2');
  people.look('ada');
  await turn();
  expect(facts).toEqual([
    ['left', { remoteId: 'ada#1' }],
    ['joined', { ...again, existing: false }],
  ]);
  expect(people.keyOf('ada#1')).toBeUndefined();
  expect(people.keyOf('ada#2')).toBe('ada');
  expect(people.idOf('ada')).toBe('ada#2');
});

it('reports nothing while it is paused, and goes on from where it begins anew', async () => {
  const { members, names, people, person, turn } = rig();
  person('ada');
  people.begin();
  members.delete('ada');
  people.look('ada');
  people.pause();
  people.look('ada');
  await turn();
  expect(names()).toEqual([]);
  expect(people.begin()).toEqual([]);
  people.look('ada');
  person('bob');
  people.look('bob');
  await turn();
  expect(names()).toEqual(['joined']);
});

it('looks at once where a fact must not come before', () => {
  const { names, people, person } = rig();
  people.begin();
  person('ada');
  people.look('ada');
  people.flush();
  expect(names()).toEqual(['joined']);
});

it('says who was there before, where that can be told', async () => {
  const { facts, people, person, turn } = rig({ existing: true });
  people.begin();
  person('ada');
  people.look('ada');
  await turn();
  expect(facts[0]?.[1]).toMatchObject({ existing: true });
});

it('begins without those of whom nothing is known yet', () => {
  const people = createRosterReporter({
    sink: {
      participantJoined: () => undefined,
      participantUpdated: () => undefined,
      participantLeft: () => undefined,
    },
    keys: () => ['nobody', 'ada'],
    describe: (key) => (key === 'ada' ? { remoteId: 'ada#1', userId: 'ada', sources: [] } : undefined),
    existing: () => true,
  });
  expect(people.begin().map(({ userId }) => userId)).toEqual(['ada']);
});
