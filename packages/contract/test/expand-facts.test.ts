import { expect, it } from 'vitest';
import { createFactExpander, type DriverFact } from '../src/index.ts';

const remoteId = 'r1';

function meaningOf(facts: readonly DriverFact[]): readonly string[] {
  const expand = createFactExpander();
  return facts.flatMap(expand).map(({ name }) => name);
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
