import { expect, it } from 'vitest';
import { createFactExpander, type DriverFact } from '../src/index.ts';

const remoteId = 'r1';

function meaningOf(facts: readonly DriverFact[]): readonly string[] {
  const { expand } = createFactExpander();
  return facts.flatMap((fact) => expand(fact)).map(({ name }) => name);
}

function updated(...sources: readonly { source: 'camera' | 'microphone'; muted: boolean }[]): DriverFact {
  return { name: 'participantUpdated', fact: { remoteId, sources } };
}

const joined: DriverFact = { name: 'participantJoined', fact: { remoteId, userId: 'zoe', sources: [] } };

it('takes reports of a whole person apart', () => {
  const facts = [
    joined,
    updated({ source: 'microphone', muted: false }),
    updated({ source: 'microphone', muted: false }),
    updated({ source: 'microphone', muted: true }),
    updated(),
  ];
  expect(meaningOf(facts).filter((name) => name !== 'participantUpdated')).toEqual([
    'participantJoined',
    'sourcePublished',
    'sourceMuted',
    'sourceUnpublished',
  ]);
});

it('counts what single facts have told before', () => {
  const facts: readonly DriverFact[] = [
    joined,
    { name: 'sourcePublished', fact: { remoteId, source: 'camera', muted: false } },
    updated({ source: 'camera', muted: false }),
    { name: 'sourceUnpublished', fact: { remoteId, source: 'camera' } },
    updated(),
  ];
  expect(meaningOf(facts).filter((name) => name !== 'participantUpdated')).toEqual([
    'participantJoined',
    'sourcePublished',
    'sourceUnpublished',
  ]);
});

const roster = [{ remoteId, userId: 'zoe', sources: [{ source: 'camera', muted: false }] }] as const;

it('knows what a roster has told, of a join and of a connection that is back', () => {
  const { expand, know } = createFactExpander();
  know(roster);
  expect(expand(updated({ source: 'camera', muted: true })).map(({ name }) => name)).toEqual([
    'participantUpdated',
    'sourceMuted',
  ]);
  const back: DriverFact = { name: 'connectionRestored', fact: { mode: 'resumed', roster } };
  expect(meaningOf([back, updated({ source: 'camera', muted: false })])).toEqual([
    'connectionRestored',
    'participantUpdated',
  ]);
});
