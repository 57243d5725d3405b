import { describe, expect, it } from 'vitest';
import { FieldChange } from '../../src/state/field-change.ts';
import { initialLocal } from '../../src/state/initial-local.ts';
import { initialState } from '../../src/state/machine-state.ts';

const before = initialState(initialLocal());

describe('a change of fields', () => {
  it('leaves the state as it is until it is applied, and gives that very one where nothing differs', () => {
    const change = new FieldChange(before);
    expect(change.apply()).toBe(before);
    change.assign({ playbackBlocked: true });
    expect(before.playbackBlocked).toBe(false);
    expect(change.apply()).toEqual({ ...before, playbackBlocked: true, revision: before.revision + 1 });
  });

  it('keeps the maps of people and legs, and counts a version where people differ alone', () => {
    const fields = new FieldChange(before);
    fields.assign({ recording: true });
    const after = fields.apply();
    expect([after.people, after.legs]).toEqual([before.people, before.legs]);
    expect(after.people).toBe(before.people);
    expect(after.legs).toBe(before.legs);
    expect(after.version).toBe(before.version);
    const people = new FieldChange(before).apply({ changed: true, people: true });
    expect([people.version, people.revision]).toEqual([before.version + 1, before.revision + 1]);
  });

  it('tells the state of the session with the one before', () => {
    const change = new FieldChange(before);
    const joining = { status: 'joining' } as const;
    const joined = { status: 'joined' } as const;
    change.setSession(joining);
    change.setSession(joined);
    expect(change.events).toEqual([
      { name: 'state-changed', event: { state: joining, previous: before.session } },
      { name: 'state-changed', event: { state: joined, previous: joining } },
    ]);
  });
});
