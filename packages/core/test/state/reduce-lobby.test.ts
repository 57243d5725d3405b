import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/state/fact.ts';
import { initialLocal } from '../../src/state/initial-local.ts';
import { initialState } from '../../src/state/machine-state.ts';
import { reduceLobby } from '../../src/state/reduce-lobby.ts';

/** What a fact changes and tells where the code for calls is not there. */
function tell(fact: Fact) {
  const before = initialState(initialLocal());
  const change = reduceLobby(before, fact);
  return { before, after: change.apply(), told: change.events.map(({ name }) => name) };
}

describe('the facts of a lobby', () => {
  it('are known before the code for calls is there: joining, failing, leaving, ending', () => {
    const self = { room: 'r', userId: 'me', displayName: '', role: undefined, permissions: undefined };
    const joining = tell({ type: 'joinStarted', data: self });
    expect(joining.after).toMatchObject({ session: { status: 'joining' }, self });
    expect(joining.told).toEqual(['state-changed']);
    expect(tell({ type: 'joinFailed', data: {} }).after.session).toEqual({ status: 'idle' });
    expect(tell({ type: 'leaveStarted', data: {} }).after.session).toEqual({ status: 'leaving' });
    const ended = tell({ type: 'callEnded', data: { reason: 'disposed' } });
    expect(ended.after.session).toMatchObject({ status: 'ended', reason: 'disposed' });
  });

  it('keep what is published when capture changes', () => {
    const { microphone } = initialLocal();
    const { publication: _, ...capture } = microphone;
    const { after, told, before } = tell({ type: 'localChanged', data: { ...capture, enabled: true } });
    expect(after.local.microphone).toEqual({ ...microphone, enabled: true });
    expect(after.local.camera).toBe(before.local.camera);
    expect(told).toEqual(['local-source-changed']);
  });

  it('are all that there are: others change nothing', () => {
    const { before, after, told } = tell({
      type: 'vendorEvent',
      leg: 1,
      data: { name: 'x', payload: 1 },
    });
    expect(after).toBe(before);
    expect(told).toEqual([]);
  });
});
