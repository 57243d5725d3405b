import { describe, expect, it } from 'vitest';
import { presenceOf, presenceOn, renderedFrom } from '../../src/state/person.ts';
import { info, told } from './people.ts';

const here = presenceOf(1, info('ann', { sources: ['microphone'] }));
const there = presenceOf(2, info('ann', { sources: ['microphone', 'camera'] }));

describe('the presence that a source is rendered from', () => {
  const presences = [there, here];
  it('is that of the leg that it was moved to, then of the leading one, then any that has it', () => {
    expect(renderedFrom({ presences, rendered: {} }, 'microphone', 1)).toBe(here);
    expect(renderedFrom({ presences, rendered: {} }, 'microphone', 2)).toBe(there);
    expect(renderedFrom({ presences, rendered: { microphone: 2 } }, 'microphone', 1)).toBe(there);
    expect(renderedFrom({ presences, rendered: {} }, 'camera', 1)).toBe(there);
    expect(renderedFrom({ presences, rendered: { camera: 1 } }, 'camera', 1)).toBe(there);
    expect(renderedFrom({ presences, rendered: {} }, 'screen', 1)).toBeUndefined();
  });
});

describe('a presence', () => {
  it('is found by its leg', () => {
    const call = told({ legs: 2 });
    for (const leg of [1, 2])
      call.tell({ type: 'participantJoined', leg, data: info('ann', { remoteId: `ann-${String(leg)}` }) });
    const person = call.state.people.get(call.idOf('ann'));
    expect([1, 2, 3].map((leg) => person && presenceOn(person, leg)?.remoteId)).toEqual([
      'ann-1',
      'ann-2',
      undefined,
    ]);
  });

  it('of somebody who was just reported is not asked for, and has what a driver leaves out', () => {
    expect(
      presenceOf(3, { remoteId: 'x', userId: 'y', sources: [{ source: 'camera', muted: true }] }),
    ).toEqual({
      leg: 3,
      remoteId: 'x',
      userId: 'y',
      displayName: '',
      kind: 'person',
      role: undefined,
      permissions: undefined,
      connection: 'connected',
      sources: { camera: { muted: true, subscription: { status: 'not-subscribed', reason: 'not-wanted' } } },
    });
  });
});
