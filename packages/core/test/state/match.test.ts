import { describe, expect, it } from 'vitest';
import { Change } from '../../src/state/change.ts';
import { goneByUserId } from '../../src/state/gone-by-user-id.ts';
import { otherLegsOf } from '../../src/state/match.ts';
import type { Identity } from '../../src/state/identity.ts';
import { info, told } from './people.ts';

/** Whom of the first leg the second may mean by somebody, with ann and two called ben on the first. */
function candidates(identity: Identity, userId: string): readonly string[] {
  const call = told({ legs: 1, identity: { attested: true } });
  call.tell(
    { type: 'participantJoined', leg: 1, data: info('ann') },
    { type: 'participantJoined', leg: 1, data: info('ben', { remoteId: 'ben-1' }) },
    { type: 'participantJoined', leg: 1, data: info('ben', { remoteId: 'ben-2' }) },
    { type: 'joinSucceeded', data: { leg: 2, result: { roster: [] }, identity } },
  );
  return otherLegsOf(new Change(call.state), 2)(info(userId, { remoteId: 'over-there' }));
}

describe('those of other legs whom a report may mean', () => {
  it('are of a user id that both vendors vouch for, all of them', () => {
    expect(candidates({ attested: true }, 'ann')).toEqual(['p1']);
    expect(candidates({ attested: true }, 'ben')).toEqual(['p2', 'p3']);
    expect(candidates({ attested: true }, 'cleo')).toEqual([]);
  });

  it('are nobody where this vendor, or the other one, vouches for nobody', () => {
    expect(candidates({ attested: false }, 'ann')).toEqual([]);
    const call = told({ legs: 2, identity: { attested: false } });
    call.tell({ type: 'participantJoined', leg: 1, data: info('ann') });
    expect(otherLegsOf(new Change(call.state), 2)(info('ann'))).toEqual([]);
  });

  it('are those whom the app takes for them, beside the others, this leg first', () => {
    const samePerson = (userId: string, other: string): boolean => userId === `new-${other}`;
    expect(candidates({ attested: false, samePerson }, 'new-ann')).toEqual(['p1']);
    expect(candidates({ attested: false, samePerson }, 'ann')).toEqual([]);
    expect(candidates({ attested: true, samePerson }, 'ann')).toEqual(['p1']);
  });

  it('are not those who are on this leg already', () => {
    const call = told({ legs: 2 });
    call.tell(
      { type: 'participantJoined', leg: 1, data: info('ann') },
      { type: 'participantJoined', leg: 2, data: info('ann') },
    );
    expect(call.state.people.size).toBe(1);
    expect(otherLegsOf(new Change(call.state), 2)(info('ann', { remoteId: 'another' }))).toEqual([]);
  });
});

describe('those who are gone from a leg', () => {
  it('are found by their user ids, so that two of one can be told from one', () => {
    const call = told();
    call.tell(
      { type: 'participantJoined', leg: 1, data: info('ann') },
      { type: 'participantJoined', leg: 1, data: info('ben', { remoteId: 'ben-1' }) },
      { type: 'participantJoined', leg: 1, data: info('ben', { remoteId: 'ben-2' }) },
    );
    const gone = goneByUserId(new Change(call.state), 1, call.state.legs.get(1)?.ids ?? []);
    expect([...gone]).toEqual([
      ['ann', [['ann', 'p1']]],
      [
        'ben',
        [
          ['ben-1', 'p2'],
          ['ben-2', 'p3'],
        ],
      ],
    ]);
    expect(goneByUserId(new Change(call.state), 2, call.state.legs.get(1)?.ids ?? []).size).toBe(0);
  });
});
