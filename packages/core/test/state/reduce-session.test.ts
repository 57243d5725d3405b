import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/state/fact.ts';
import { info, told } from './people.ts';

describe('the session', () => {
  it('is reconnecting only while no leg works', () => {
    const call = told({ legs: 2 });
    const status = (): string => call.state.session.status;
    call.tell({ type: 'connectionInterrupted', leg: 1, data: {} });
    expect([status(), call.said()]).toEqual(['joined', []]);
    call.tell({ type: 'connectionInterrupted', leg: 2, data: {} });
    expect([status(), call.said()]).toEqual(['reconnecting', ['state-changed']]);
    call.tell({ type: 'connectionRestored', leg: 2, data: { mode: 'resumed', roster: [] } });
    expect(status()).toBe('joined');
    call.tell({ type: 'legClosed', data: { leg: 2 } });
    expect(status()).toBe('reconnecting');
  });

  it('goes on as it was where a leg ends that is not there, or that is the only one', () => {
    const call = told();
    call.tell({ type: 'legClosed', data: { leg: 1 } }, { type: 'legClosed', data: { leg: 9 } });
    expect([call.said(), call.state.leading, call.state.session.status]).toEqual([[], 1, 'joined']);
  });

  it('that is left is not reconnecting, whatever becomes of its legs', () => {
    const call = told({ legs: 2 });
    call.tell({ type: 'connectionInterrupted', leg: 2, data: {} }, { type: 'leaveStarted', data: {} });
    call.tell({ type: 'legClosed', data: { leg: 1 } });
    expect(call.state.session.status).toBe('leaving');
  });

  it('has those who were there before it in its roster, and tells that', () => {
    const call = told();
    call.tell({ type: 'callEnded', data: { reason: 'left' } });
    const self = { room: 'r', userId: 'me', displayName: '', role: undefined, permissions: undefined };
    call.tell({ type: 'joinStarted', data: self });
    call.events.length = 0;
    call.tell({ type: 'joinSucceeded', data: { leg: 2, result: { roster: [info('ann')] } } });
    call.tell({ type: 'rosterSnapshot', leg: 2, data: { roster: [info('ann'), info('ben')] } });
    expect(call.events.filter(({ name }) => name === 'participant-joined')).toMatchObject([
      { event: { participant: { userId: 'ann', existing: true }, existing: true } },
      { event: { participant: { userId: 'ben', existing: false }, existing: false } },
    ]);
  });

  it('may what the leg that carries it may, and is told so where that differs', () => {
    const call = told({ legs: 2 });
    const permissions = { publish: [], subscribe: true, sendMessages: false, moderate: true };
    const leads = (leg: number): Fact => ({ type: 'leadMoved', data: { leg } });
    call.tell({ type: 'permissionsChanged', leg: 2, data: { permissions } }, leads(2));
    expect([call.said(), call.state.self?.permissions]).toEqual([['permissions-changed'], permissions]);
    call.tell(leads(2), leads(1));
    expect([call.said(), call.state.self?.permissions]).toEqual([[], permissions]);
  });

  it('empties the room with its events before it tells of the end', () => {
    const call = told({ legs: 2 });
    for (const leg of [1, 2])
      call.tell({ type: 'participantJoined', leg, data: info('ann', { sources: ['camera'] }) });
    call.tell({ type: 'recordingChanged', leg: 1, data: { recording: true } });
    call.said();
    call.tell({ type: 'callEnded', data: { reason: 'left' } });
    expect(call.said()).toEqual([
      'source-unpublished ann camera',
      'participant-left ann',
      'recording-changed',
      'state-changed',
    ]);
    expect([call.state.people.size, call.state.legs.size, call.state.leading]).toEqual([0, 0, undefined]);
  });
});

describe('sound that the browser refuses', () => {
  it('is one state of all elements and of every leg, and ends with the last of them', () => {
    const call = told({ legs: 2 });
    const blocked = (): boolean => call.state.playbackBlocked;
    call.tell(
      { type: 'playbackChanged', data: { blocked: true } },
      { type: 'playbackBlocked', leg: 2, data: {} },
    );
    expect([blocked(), call.said()]).toEqual([true, ['playback-changed']]);
    call.tell({ type: 'playbackChanged', data: { blocked: false } });
    expect([blocked(), call.said()]).toEqual([true, []]);
    call.tell({ type: 'legClosed', data: { leg: 2 } });
    expect([blocked(), call.said()]).toEqual([false, ['playback-changed']]);
  });

  it('of an SDK is over with the call', () => {
    const call = told();
    call.tell({ type: 'playbackBlocked', leg: 1, data: {} }, { type: 'callEnded', data: { reason: 'left' } });
    expect(call.state.playbackBlocked).toBe(false);
  });
});
