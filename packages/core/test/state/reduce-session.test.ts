import { describe, expect, it } from 'vitest';
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
