import { expect, it } from 'vitest';
import { driverFactNames } from '../../src/adapter.ts';
import { createSink, type DriverFact } from '../../src/leg/create-sink.ts';

it('makes one plain value of each fact, and works when its methods are taken off it', () => {
  const facts: DriverFact[] = [];
  const { participantLeft, signals } = createSink((fact) => facts.push(fact));
  participantLeft({ remoteId: 'ann' });
  signals({ levels: [] });
  expect(facts).toEqual([
    { type: 'participantLeft', data: { remoteId: 'ann' } },
    { type: 'signals', data: { levels: [] } },
  ]);
});

it('has a method for each fact that the interface names, and none more', () => {
  const sink = createSink(() => undefined);
  expect(Object.keys(sink).sort()).toEqual([...driverFactNames].sort());
});
