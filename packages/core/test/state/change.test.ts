import { describe, expect, it } from 'vitest';
import { Change } from '../../src/state/change.ts';
import { newLeg } from '../../src/state/leg-state.ts';
import { info, told } from './people.ts';

describe('a change that is being worked out', () => {
  it('leaves the state as it is until it is applied, and gives it back where nothing differs', () => {
    const { state } = told();
    const nothing = new Change(state);
    expect(nothing.apply()).toBe(state);
    const change = new Change(state);
    change.assign({ recording: true });
    change.leg(1)?.ids.set('ann', 'p1');
    expect([state.recording, state.legs.get(1)?.ids.size]).toEqual([false, 0]);
    const next = change.apply();
    expect(next).toMatchObject({ recording: true, revision: state.revision + 1, version: state.version });
    expect(next.legs.get(1)?.ids.get('ann')).toBe('p1');
  });

  it('reads legs as they will be: opened, changed and closed ones', () => {
    const { state } = told();
    const change = new Change(state);
    change.openLeg(2, newLeg());
    expect(change.legs()).toEqual([1, 2]);
    expect(change.leg(2)?.fields.connection).toBe('joined');
    change.closeLeg(1);
    expect([change.legs(), change.leg(1)]).toEqual([[2], undefined]);
    const { legs } = change.apply();
    expect([...legs.keys()]).toEqual([2]);
  });

  it('finds the id of somebody who has just come, and of somebody who was there', () => {
    const call = told();
    call.tell({ type: 'participantJoined', leg: 1, data: info('ann') });
    const change = new Change(call.state);
    expect(change.idOf(1, 'ann')).toBe(call.idOf('ann'));
    change.leg(1)?.ids.set('ben', 'p9');
    expect([change.idOf(1, 'ben'), change.idOf(1, 'cleo'), change.idOf(7, 'ann')]).toEqual([
      'p9',
      undefined,
      undefined,
    ]);
  });

  it('makes the version rise only where somebody changed', () => {
    const call = told();
    const { version } = call.state;
    call.tell({ type: 'recordingChanged', leg: 1, data: { recording: true } });
    expect(call.state.version).toBe(version);
    call.tell({ type: 'participantJoined', leg: 1, data: info('ann') });
    expect(call.state.version).toBe(version + 1);
  });

  it('causes silence before all else', () => {
    const change = new Change(told().state);
    const show = { type: 'show', participantId: 'p1', source: 'camera' } as const;
    const mute = { type: 'mute-local', leg: 1, source: 'microphone' } as const;
    change.cause(show);
    change.cause(show);
    change.causeFirst(mute);
    expect(change.effects).toEqual([mute, show, show]);
  });
});
