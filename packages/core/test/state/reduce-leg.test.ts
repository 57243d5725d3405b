import { describe, expect, it } from 'vitest';
import { RtcError } from '../../src/errors/rtc-error.ts';
import type { Fact } from '../../src/state/fact.ts';
import { info, told } from './people.ts';

const joined = (leg: number, userId: string, remoteId = userId): Fact => ({
  type: 'participantJoined',
  leg,
  data: info(userId, { remoteId }),
});
const left = (remoteId: string): Fact => ({ type: 'participantLeft', leg: 1, data: { remoteId } });
const interrupted = (leg: number): Fact => ({ type: 'connectionInterrupted', leg, data: {} });
const error = new RtcError({ code: 'network', message: 'away' });

describe('those in the room', () => {
  it('are told of once, and gone where they are known', () => {
    const call = told();
    call.tell(joined(1, 'zoe'), joined(1, 'zoe'), left('nobody'), left('zoe'));
    expect(call.said()).toEqual(['participant-joined zoe', 'participant-left zoe']);
    expect(call.contained).toEqual(['duplicate-participant', 'unknown-participant']);
  });

  it('stay while the way to the vendor is away, and are the same where they come back under another id', () => {
    const call = told();
    call.tell(joined(1, 'zoe', 'first'));
    const id = call.idOf('zoe');
    call.tell(interrupted(1), left('first'), joined(1, 'zoe', 'second'));
    expect(call.idOf('zoe')).toBe(id);
    expect(call.said().filter((said) => said.startsWith('participant-'))).toEqual(['participant-joined zoe']);
  });
});

describe('the way to the vendor', () => {
  it('is told as reconnecting where no leg works, and what goes on over it is given up after a while', () => {
    const call = told({ legs: 2 });
    call.tell(interrupted(1));
    expect(call.state.session.status).toBe('joined');
    expect(call.effects).toContainEqual({ type: 'give-up-later', leg: 1 });
    call.tell(interrupted(2));
    expect(call.state.session.status).toBe('reconnecting');
    call.tell({ type: 'connectionRestored', leg: 2, data: { mode: 'resumed', roster: [] } });
    expect(call.state.session.status).toBe('joined');
    expect(call.effects).toContainEqual({ type: 'restore', leg: 2, mode: 'resumed' });
  });

  it('is not back where it was never away, nor away twice', () => {
    const call = told();
    call.tell({ type: 'connectionRestored', leg: 1, data: { mode: 'resumed', roster: [] } });
    expect(call.contained).toEqual(['restored-without-interruption']);
    call.tell(interrupted(1), interrupted(1));
    expect(call.said()).toEqual(['state-changed']);
  });

  it('is given up for missing people after a while where the vendor tells them one by one', () => {
    const call = told();
    call.tell(joined(1, 'zoe'), interrupted(1));
    call.tell({
      type: 'connectionRestored',
      leg: 1,
      data: { mode: 'restarted', roster: [], rosterComplete: false },
    });
    expect(call.idOf('zoe')).not.toBe('');
    expect(call.effects).toContainEqual({ type: 'expire-held', leg: 1 });
  });
});

describe('what a vendor says of the call', () => {
  it('is a loss of what was published alone, and made up for in either case', () => {
    const call = told();
    const lost: Fact = { type: 'publicationLost', leg: 1, data: { source: 'camera', error } };
    const status = (): string => call.state.local.camera.publication.status;
    call.tell(lost);
    expect(status()).toBe('unpublished');
    call.tell(
      {
        type: 'publicationChanged',
        data: { leg: 1, source: 'camera', publication: { status: 'published' } },
      },
      lost,
    );
    expect(status()).toBe('publishing');
    expect(call.effects.filter(({ type }) => type === 'publish-later')).toHaveLength(2);
    expect(call.said().filter((said) => said === 'warning')).toHaveLength(2);
  });

  it('changes what one may do where that leg carries the call', () => {
    const call = told({ legs: 2 });
    const permissions = { publish: [], subscribe: true, sendMessages: false, moderate: true };
    const changed = (leg: number): Fact => ({
      type: 'permissionsChanged',
      leg,
      data: { permissions, role: 'host' },
    });
    call.tell(changed(2));
    expect([call.said(), call.state.self?.role]).toEqual([[], undefined]);
    call.tell(changed(1));
    expect([call.said(), call.state.self?.role]).toEqual([['permissions-changed'], 'host']);
  });

  it('ends that leg as an effect: what the call makes of it is not for the state to say', () => {
    const call = told({ legs: 2 });
    call.tell({ type: 'ended', leg: 2, data: { reason: 'kicked', vendorHasLeft: true, error } });
    expect(call.effects).toEqual([{ type: 'end-leg', leg: 2, reason: 'kicked', error }]);
    expect(call.state.session.status).toBe('joined');
  });

  it('reaches the app with the user of the sender; a sender who is not there has no name', () => {
    const call = told();
    const said = (remoteId: string): Fact => ({
      type: 'messageReceived',
      leg: 1,
      data: { remoteId, topic: 'chat', text: 'hello' },
    });
    call.tell(joined(1, 'zoe'), said('zoe'), said('nobody'));
    const senders = call.events.flatMap(({ name, event }) =>
      name === 'message-received' && 'userId' in event ? [event.userId] : [],
    );
    expect(senders).toEqual(['zoe', '']);
  });

  it('is counted only of those who are on two legs: all else would be kept for nothing', () => {
    const call = told({ legs: 2 });
    const said = (leg: number): Fact => ({
      type: 'messageReceived',
      leg,
      data: { remoteId: 'zoe', topic: 'chat', text: 'hello' },
    });
    const heard = (): (number | undefined)[] =>
      call.state.people.get('p1')?.presences.map((each) => each.heard?.size) ?? [];
    call.tell(joined(1, 'zoe'), said(1));
    expect(heard()).toEqual([undefined]);
    call.tell(joined(2, 'zoe'));
    call.said();
    call.tell(said(1), said(2));
    expect([heard(), call.said()]).toEqual([[1, 1], ['message-received']]);
  });
});
