import { describe, expect, it } from 'vitest';
import { RtcError } from '../../src/errors/rtc-error.ts';
import { Change } from '../../src/state/change.ts';
import { published, type PresenceSource } from '../../src/state/person.ts';
import { updatePresence, updateSource } from '../../src/state/update-person.ts';
import type { SourceKind } from '../../src/model/source-kind.ts';
import type { Fact } from '../../src/state/fact.ts';
import { reduce } from '../../src/state/reduce.ts';
import { reduceTwoLegs } from '../../src/state/two-legs.ts';
import { info, told } from './people.ts';

/** A change of a call in which ann publishes a microphone, and what it tells. */
function createRig() {
  const call = told();
  call.tell({ type: 'participantJoined', leg: 1, data: info('ann', { sources: ['microphone'] }) });
  const id = call.idOf('ann');
  const change = new Change(call.state);
  const set = (next: PresenceSource | undefined): string[] => {
    change.events.length = change.effects.length = 0;
    updateSource(change, { id, leg: 1, source: 'microphone' }, next);
    return change.events.map(({ name }) => name);
  };
  const caused = (): string[] => change.effects.map(({ type }) => type);
  return { change, id, set, caused };
}

describe('a source of somebody', () => {
  it('is told as published, muted, subscribed and gone, in the order in which it must be', () => {
    const { set, caused } = createRig();
    const track = { kind: 'audio' } as MediaStreamTrack;
    expect(set({ ...published(true) })).toEqual(['source-muted']);
    expect(set({ muted: true, subscription: { status: 'subscribed' }, track })).toEqual([
      'source-subscribed',
    ]);
    expect(caused()).toEqual(['show']);
    expect(set(undefined)).toEqual(['source-unsubscribed', 'source-unpublished']);
    expect(caused()).toEqual(['show', 'withdraw', 'receive']);
    expect(set(published(false))).toEqual(['source-published']);
    expect(caused()).toEqual(['show', 'receive']);
  });

  it('is told as failed with the reason, and as subscribed only where its track is there', () => {
    const { set, change } = createRig();
    const error = new RtcError({ code: 'subscribe-failed', message: 'Refused.' });
    expect(set({ muted: false, subscription: { status: 'failed', error } })).toEqual(['subscription-failed']);
    expect(change.events[0]?.event).toMatchObject({ error });
    expect(set({ muted: false, subscription: { status: 'subscribed' } })).toEqual([]);
  });

  it('brings the sound of their screen in line with their voice, where that may come over two legs', () => {
    const shown = (
      legs: number,
      source: SourceKind,
      rules: 'two-legs' | 'one-leg' = 'two-legs',
    ): SourceKind[] => {
      const call = told({ legs });
      call.tell({ type: 'participantJoined', leg: 1, data: info('ann') });
      call.effects.length = 0;
      const fact: Fact = { type: 'sourcePublished', leg: 1, data: { remoteId: 'ann', source, muted: false } };
      const { effects } = rules === 'two-legs' ? reduceTwoLegs(call.state, fact) : reduce(call.state, fact);
      return effects.flatMap((effect) => (effect.type === 'show' ? [effect.source] : []));
    };
    expect(shown(2, 'microphone')).toEqual(['microphone', 'screen-audio']);
    expect(shown(2, 'camera')).toEqual(['camera']);
    expect(shown(1, 'microphone')).toEqual(['microphone']);
    expect(shown(2, 'microphone', 'one-leg')).toEqual(['microphone']);
  });

  it('tells nothing of somebody who is not there', () => {
    const { change } = createRig();
    updateSource(change, { id: 'p9', leg: 1, source: 'camera' }, published(false));
    updateSource(change, { id: 'p1', leg: 9, source: 'camera' }, published(false));
    expect(change.events).toEqual([]);
  });
});

describe('somebody', () => {
  it('is told as updated where what describes them differs, and stays the same object where nothing does', () => {
    const { change, id } = createRig();
    const person = change.people.get(id);
    const presence = person?.presences[0];
    if (!person || !presence) throw new Error('There is nobody.');
    updatePresence(change, person, { ...presence });
    expect(change.events).toEqual([]);
    expect(change.people.get(id)?.participant).toBe(person.participant);
    updatePresence(change, person, { ...presence, displayName: 'Ann' });
    expect(change.events.map(({ name }) => name)).toEqual(['participant-updated']);
    expect(change.people.get(id)?.participant.displayName).toBe('Ann');
  });
});
