import { describe, expect, it } from 'vitest';
import type { RemoteParticipantInfo } from '../../src/adapter/remote-participant-info.ts';
import type { Fact } from '../../src/state/fact.ts';
import { info, told } from './people.ts';

const restored = (
  roster: readonly RemoteParticipantInfo[],
  more: { readonly rosterComplete?: boolean } = {},
): readonly Fact[] => [
  { type: 'connectionInterrupted', leg: 1, data: {} },
  { type: 'connectionRestored', leg: 1, data: { mode: 'restarted', roster, ...more } },
];
const comes = (leg: number, who: RemoteParticipantInfo): Fact => ({
  type: 'participantJoined',
  leg,
  data: who,
});

describe('a roster after a restart', () => {
  it('knows people again by their user ids, and tells of nobody whom it still has', () => {
    const call = told();
    call.tell(comes(1, info('ann', { sources: ['camera'] })), comes(1, info('ben')));
    const id = call.idOf('ann');
    call.said();
    call.tell(...restored([info('ann', { remoteId: 'ann-again', sources: ['camera'] })]));
    expect(call.idOf('ann')).toBe(id);
    expect(call.said()).toEqual(['state-changed', 'state-changed', 'participant-left ben']);
    call.tell({
      type: 'sourceMuted',
      leg: 1,
      data: { remoteId: 'ann-again', source: 'camera', muted: true },
    });
    expect(call.said()).toEqual(['source-muted ann camera']);
  });

  it('keeps the role of whom it says nothing of, and takes the one that it says', () => {
    const call = told();
    call.tell(comes(1, info('ann', { role: 'host' })), comes(1, info('ben', { role: 'guest' })));
    call.tell(...restored([info('ann'), info('ben', { role: 'host' })]));
    const roleOf = (userId: string) => call.state.people.get(call.idOf(userId))?.participant.role;
    expect([roleOf('ann'), roleOf('ben')]).toEqual(['host', 'host']);
  });

  it('cannot say who of two of one user id is back: both are new', () => {
    const call = told();
    call.tell(comes(1, info('ann', { remoteId: 'a-1' })), comes(1, info('ann', { remoteId: 'a-2' })));
    call.tell(...restored([info('ann', { remoteId: 'a-3' })]));
    expect([...call.state.people.keys()]).toEqual(['p3']);
  });

  it('that is not complete yet holds those who are missing until they come or the time is over', () => {
    const call = told();
    call.tell(comes(1, info('ann')), comes(1, info('ben')));
    call.said();
    call.tell(...restored([], { rosterComplete: false }), comes(1, info('ann', { remoteId: 'ann-again' })));
    expect([call.state.people.size, call.effects.some(({ type }) => type === 'expire-held')]).toEqual([
      2,
      true,
    ]);
    call.tell({ type: 'heldExpired', data: { leg: 1 } });
    expect(call.said()).toEqual(['state-changed', 'state-changed', 'participant-left ben']);
  });
});

describe('a leave', () => {
  it('while the way to the vendor is lost is believed only when the roster after it says so', () => {
    const call = told();
    call.tell(comes(1, info('ann')), comes(1, info('ben')));
    call.said();
    call.tell(
      { type: 'connectionInterrupted', leg: 1, data: {} },
      { type: 'participantLeft', leg: 1, data: { remoteId: 'ann' } },
      { type: 'participantLeft', leg: 1, data: { remoteId: 'ben' } },
    );
    expect(call.state.people.size).toBe(2);
    call.tell({ type: 'connectionRestored', leg: 1, data: { mode: 'resumed', roster: [info('ann')] } });
    expect(call.said()).toEqual(['state-changed', 'state-changed', 'participant-left ben']);
  });

  it('says that what was received is not, that nothing is published, and then that they left', () => {
    const call = told();
    call.tell(comes(1, info('ann', { sources: ['microphone'] })), {
      type: 'subscriptionChanged',
      data: { leg: 1, participantId: 'p1', source: 'microphone', subscription: { status: 'subscribed' } },
    });
    call.said();
    call.tell({ type: 'participantLeft', leg: 1, data: { remoteId: 'ann' } });
    expect(call.said()).toEqual([
      'source-unsubscribed ann microphone',
      'source-unpublished ann microphone',
      'participant-left ann',
    ]);
    expect(call.effects.at(-1)).toEqual({ type: 'forget', participantId: 'p1' });
  });

  it('from one of two legs takes nobody away', () => {
    const call = told({ legs: 2 });
    for (const leg of [1, 2]) call.tell(comes(leg, info('ann', { sources: ['microphone'] })));
    call.said();
    call.tell({ type: 'participantLeft', leg: 1, data: { remoteId: 'ann' } });
    expect([call.said(), call.state.people.size]).toEqual([[], 1]);
    expect(call.effects).toContainEqual({ type: 'forget-presence', leg: 1, participantId: 'p1' });
    call.tell({ type: 'participantLeft', leg: 2, data: { remoteId: 'ann' } });
    expect(call.said()).toEqual(['source-unpublished ann microphone', 'participant-left ann']);
  });
});

describe('somebody new on a second leg', () => {
  it('waits for their other leg to tell of them, and is told once', () => {
    const call = told({ legs: 2 });
    call.tell(comes(2, info('ann', { remoteId: 'over-there', sources: ['camera'] })));
    expect([call.said(), call.effects]).toEqual([
      [],
      [{ type: 'expire-waiting', leg: 2, remoteId: 'over-there' }],
    ]);
    call.tell(comes(1, info('ann')));
    expect(call.said()).toEqual(['participant-joined ann', 'source-published ann camera']);
    call.tell({ type: 'waitingExpired', data: { leg: 2, remoteId: 'over-there' } });
    expect([call.said(), call.state.people.size]).toEqual([[], 1]);
  });

  it('is somebody of their own when the time is over, and whoever goes before was never there', () => {
    const call = told({ legs: 2 });
    call.tell(comes(2, info('ann')), comes(2, info('ben')));
    call.tell({ type: 'participantLeft', leg: 2, data: { remoteId: 'ben' } });
    for (const remoteId of ['ann', 'ben']) call.tell({ type: 'waitingExpired', data: { leg: 2, remoteId } });
    expect([call.said(), call.contained]).toEqual([['participant-joined ann'], []]);
  });

  it('is told of when the other leg is gone: there is nobody left to be', () => {
    const call = told({ legs: 2 });
    call.tell(comes(2, info('ann')), { type: 'legClosed', data: { leg: 1 } });
    expect(call.said()).toContain('participant-joined ann');
    expect(call.state.leading).toBe(2);
  });
});
