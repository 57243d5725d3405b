import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/state/fact.ts';
import { initialLocal } from '../../src/state/initial-local.ts';
import type { Change } from '../../src/state/change.ts';
import { initialState, type MachineState, type SessionEvent } from '../../src/state/machine-state.ts';
import { reduce } from '../../src/state/reduce.ts';
import { driverFact } from './arbitrary-facts.ts';

const self = { room: 'r', userId: 'me', displayName: '', role: undefined, permissions: undefined };

/** A call that has been joined with an empty room. */
const begin: readonly Fact[] = [
  { type: 'joinStarted', data: self },
  { type: 'joinSucceeded', data: { leg: 1, result: { roster: [] } } },
];

function run(facts: readonly Fact[]): { state: MachineState; events: SessionEvent[] } {
  const events: SessionEvent[] = [];
  let state = initialState(initialLocal());
  for (const fact of facts) {
    const change = reduce(state, fact);
    events.push(...change.events);
    state = change.apply();
  }
  return { state, events };
}

/** What an app that only listens to events knows. */
function replay(events: readonly SessionEvent[]): Map<string, Set<string>> {
  const known = new Map<string, Set<string>>();
  for (const { name, event } of events) {
    if (name === 'participant-joined') {
      if (known.has(event.participant.id)) throw new Error(`${event.participant.id} joined twice`);
      known.set(event.participant.id, new Set());
    } else if (name === 'participant-left') {
      const sources = known.get(event.participant.id);
      if (sources?.size !== 0)
        throw new Error(`${event.participant.id} left with sources or without having joined`);
      known.delete(event.participant.id);
    } else if (name === 'source-published' || name === 'source-unpublished') {
      const sources = known.get(event.participant.id);
      const has = sources?.has(event.source);
      if (has !== (name === 'source-unpublished')) throw new Error(`${name} of ${event.source} out of order`);
      if (name === 'source-published') sources?.add(event.source);
      else sources?.delete(event.source);
    }
  }
  return known;
}

describe('the reducer', () => {
  it('tells of nothing new once more, also where permissions are told whole each time', () => {
    const permissions = (sendMessages: boolean) => ({
      publish: [],
      subscribe: true,
      sendMessages,
      moderate: false,
    });
    const update = (sendMessages: boolean): Fact => ({
      type: 'participantUpdated',
      leg: 1,
      data: { remoteId: 'r1', displayName: 'Ada', permissions: permissions(sendMessages) },
    });
    const ada = { remoteId: 'r1', userId: 'ada', sources: [] };
    const { events } = run([
      ...begin,
      { type: 'participantJoined', leg: 1, data: ada },
      update(true),
      update(true),
      update(false),
    ]);
    expect(events.filter(({ name }) => name === 'participant-updated')).toHaveLength(2);
  });

  it('tells a listener exactly what the state says, whatever a driver reports', () => {
    fc.assert(
      fc.property(fc.array(driverFact, { minLength: 30, maxLength: 90 }), (facts) => {
        const { state, events } = run([...begin, ...facts]);
        const known = replay(events);
        expect([...known.keys()].sort()).toEqual([...state.people.keys()].sort());
        for (const [id, { participant }] of state.people) {
          expect([...(known.get(id) ?? [])].sort()).toEqual(Object.keys(participant.sources).sort());
        }
      }),
    );
  });

  it('gives every participant one id of the driver, and each id one participant', () => {
    fc.assert(
      fc.property(fc.array(driverFact, { minLength: 30, maxLength: 90 }), (facts) => {
        const { state } = run([...begin, ...facts]);
        const leg = state.legs.get(1);
        expect([...(leg?.ids.values() ?? [])].sort()).toEqual([...state.people.keys()].sort());
        for (const id of leg?.held.keys() ?? []) expect(state.people.has(id)).toBe(true);
      }),
    );
  });

  it('says unsubscribed of what was subscribed, before it is unpublished', () => {
    fc.assert(
      fc.property(fc.array(driverFact, { minLength: 30, maxLength: 90 }), (facts) => {
        const { events } = run([...begin, ...facts, { type: 'callEnded', data: { reason: 'left' } }]);
        const subscribed = new Set<string>();
        for (const { name, event } of events) {
          if (name === 'source-subscribed') subscribed.add(`${event.participant.id}/${event.source}`);
          if (name === 'source-unsubscribed') {
            expect(subscribed.delete(`${event.participant.id}/${event.source}`)).toBe(true);
          }
          if (name === 'source-unpublished') {
            expect(subscribed.has(`${event.participant.id}/${event.source}`)).toBe(false);
          }
        }
        expect(subscribed.size).toBe(0);
      }),
    );
  });

  it('leaves nothing and nobody behind when the call ends', () => {
    fc.assert(
      fc.property(fc.array(driverFact, { minLength: 30, maxLength: 90 }), (facts) => {
        const { state, events } = run([...begin, ...facts, { type: 'callEnded', data: { reason: 'left' } }]);
        expect([state.people.size, state.legs.size]).toEqual([0, 0]);
        expect(events.at(-1)).toMatchObject({ name: 'state-changed', event: { state: { status: 'ended' } } });
      }),
    );
  });

  it('is pure: the same fact gives the same change of a state, and leaves that state as it is', () => {
    const plain = ({ people, legs, ...fields }: MachineState): unknown => ({
      fields: { ...fields },
      people: [...people],
      legs: [...legs].map(([leg, { ids, held, early, waiting, ...rest }]) => [
        leg,
        rest,
        ...[ids, held, early, waiting].map((map) => [...map]),
      ]),
    });
    const told = ({ events, effects, contained }: Change): unknown => ({ events, effects, contained });
    fc.assert(
      fc.property(fc.array(driverFact, { minLength: 10, maxLength: 40 }), (facts) => {
        let state = initialState(initialLocal());
        for (const fact of [...begin, ...facts]) {
          const before = plain(state);
          const change = reduce(state, fact);
          expect(told(reduce(state, fact))).toEqual(told(change));
          expect(plain(state)).toEqual(before);
          state = change.apply();
        }
      }),
      { numRuns: 30 },
    );
  });

  it('keeps what is reported of somebody before they are announced', () => {
    const { state, events } = run([
      ...begin,
      { type: 'sourcePublished', leg: 1, data: { remoteId: 'a', source: 'camera', muted: true } },
      { type: 'participantJoined', leg: 1, data: { remoteId: 'a', userId: 'ann', sources: [] } },
    ]);
    expect(events.slice(-2).map(({ name }) => name)).toEqual(['participant-joined', 'source-published']);
    expect(state.people.get('p1')?.participant.sources.camera?.muted).toBe(true);
  });

  it('names what it keeps from the app', () => {
    const joined: Fact = {
      type: 'participantJoined',
      leg: 1,
      data: { remoteId: 'a', userId: 'ann', sources: [] },
    };
    const { state } = run([...begin, joined]);
    expect(reduce(state, joined).contained).toEqual(['duplicate-participant']);
    expect(reduce(state, { type: 'participantLeft', leg: 1, data: { remoteId: 'z' } }).contained).toEqual([
      'unknown-participant',
    ]);
    expect(
      reduce(state, { type: 'sourceUnpublished', leg: 1, data: { remoteId: 'a', source: 'camera' } })
        .contained,
    ).toEqual(['unknown-publication']);
    expect(
      reduce(state, { type: 'connectionRestored', leg: 1, data: { mode: 'resumed', roster: [] } }).contained,
    ).toEqual(['restored-without-interruption']);
  });

  it('handles a thousand participants in one fact', () => {
    const roster = Array.from({ length: 1000 }, (_, index) => ({
      remoteId: `r${String(index)}`,
      userId: `u${String(index)}`,
      sources: [{ source: 'microphone' as const, muted: false }],
    }));
    const { state, events } = run([...begin, { type: 'rosterSnapshot', leg: 1, data: { roster } }]);
    expect(state.people.size).toBe(1000);
    expect(events.filter(({ name }) => name === 'source-published')).toHaveLength(1000);
  });
});
