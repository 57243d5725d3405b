import { describe, expect, it } from 'vitest';
import { RtcError } from '../../src/errors/rtc-error.ts';
import { createBudget } from '../../src/leg/budget.ts';
import { createWishes } from '../../src/leg/wishes.ts';
import { createFakeClock } from '../../src/testing/fake-clock.ts';
import { info, told } from '../state/people.ts';

/** Three people with a microphone on leg 1, and room for two. */
function createRig(limit = 2) {
  const call = told();
  for (const userId of ['ann', 'ben', 'cleo'])
    call.tell({ type: 'participantJoined', leg: 1, data: info(userId, { sources: ['microphone'] }) });
  const clock = createFakeClock();
  const nothing = (): void => undefined;
  const wishes = createWishes({ clock, mode: 'auto', changed: nothing, spoke: nothing });
  let looked = 0;
  const budget = createBudget({
    leg: 1,
    limit,
    wishes,
    state() {
      looked += 1;
      return call.state;
    },
  });
  const places = () => ['ann', 'ben', 'cleo'].filter((userId) => budget.has(call.idOf(userId), 'microphone'));
  return { call, wishes, budget, places, looked: () => looked };
}

describe('the budget of a leg', () => {
  it('gives places in the order of coming, and says for whom that changed', () => {
    const { call, budget, places } = createRig();
    expect([...budget.renew()]).toEqual([call.idOf('cleo')]);
    expect(places()).toEqual(['ann', 'ben']);
    expect([...budget.renew()]).toEqual([]);
  });

  it('gives a place to who speaks, and to what the app asked for before that', () => {
    const { call, wishes, budget, places } = createRig();
    budget.renew();
    wishes.spoke(call.idOf('cleo'));
    expect(new Set(budget.renew())).toEqual(new Set([call.idOf('cleo'), call.idOf('ben')]));
    expect(places()).toEqual(['ann', 'cleo']);
    wishes.setManual({ participantId: call.idOf('ben'), source: 'microphone' }, true);
    budget.renew();
    expect(places()).toEqual(['ben', 'cleo']);
  });

  it('gives the place of a subscription that failed, or of somebody who left, to another one', () => {
    const { call, budget } = createRig();
    budget.renew();
    const error = new RtcError({ code: 'subscribe-failed', message: 'Refused.' });
    call.tell({ type: 'subscriptionFailed', leg: 1, data: { remoteId: 'ann', source: 'microphone', error } });
    expect([...budget.renew()]).toEqual([call.idOf('cleo')]);
    expect(budget.has(call.idOf('cleo'), 'microphone')).toBe(true);
    call.tell({ type: 'participantJoined', leg: 1, data: info('dora', { sources: ['microphone'] }) });
    expect([...budget.renew()]).toEqual([call.idOf('dora')]);
    call.tell({ type: 'participantLeft', leg: 1, data: { remoteId: 'ben' } });
    expect([...budget.renew()]).toEqual([call.idOf('dora')]);
    expect(budget.has(call.idOf('dora'), 'microphone')).toBe(true);
  });

  it('looks at nobody where there is no limit', () => {
    const { budget, places, looked } = createRig(Infinity);
    expect([...budget.renew()]).toEqual([]);
    expect(places()).toEqual(['ann', 'ben', 'cleo']);
    expect(looked()).toBe(0);
  });
});
