import { describe, expect, it } from 'vitest';
import type { RtcDriver } from '../../src/adapter/rtc-driver.ts';
import { createLeg, type Leg } from '../../src/leg/leg.ts';
import { signalsOf, type SessionSignals } from '../../src/leg/signals.ts';
import { createStore } from '../../src/state/store.ts';
import { reduceTwoLegs } from '../../src/state/two-legs.ts';
import { createFakeEnvironment } from '../../src/testing/create-fake-environment.ts';
import { createStubVendor } from '../session/stub-vendor.ts';
import { info } from '../state/people.ts';

/** A call over legs 1 and 2 of which the first one carries it, a third leg that joins, and what their drivers were told. */
function createRig(methods: (leg: number) => Partial<RtcDriver> = () => ({})) {
  const { environment, clock } = createFakeEnvironment();
  const store = createStore(environment);
  store.extend({ reduce: reduceTwoLegs, run: () => undefined });
  const self = { room: 'r', userId: 'me', displayName: '', role: undefined, permissions: undefined };
  store.dispatch({ type: 'joinStarted', data: self });
  const told: string[] = [];
  const identity = { attested: true };
  for (const leg of [1, 2])
    store.dispatch({ type: 'joinSucceeded', data: { leg, result: { roster: [] }, identity } });
  const connections = [1, 2, 3].map((generation): { readonly leg: Leg } => {
    const { adapter } = createStubVendor();
    const doSetSignals: RtcDriver['doSetSignals'] = ({ levels, quality }) => {
      told.push(`${String(generation)} ${levels ? 'levels' : '-'} ${quality ? 'quality' : '-'}`);
      return Promise.resolve();
    };
    const createDriver = (...given: Parameters<typeof adapter.createDriver>): RtcDriver => ({
      ...adapter.createDriver(...given),
      doSetSignals,
      ...methods(generation),
    });
    const port = { fact: () => undefined, contain: store.contain };
    return { leg: createLeg({ ...adapter, createDriver }, environment, generation, port) };
  });
  const comes = (leg: number, userId: string, ...sources: readonly ('microphone' | 'camera')[]): void => {
    const data = info(userId, { remoteId: `${userId}#${String(leg)}`, sources });
    store.dispatch({ type: 'participantJoined', leg, data });
  };
  const idOf = (userId: string): string | undefined =>
    [...store.state.people.values()].find(({ participant }) => participant.userId === userId)?.participant.id;
  const host = { store, call: { connections } };
  return { store, clock, told, comes, idOf, host, signals: signalsOf(host) };
}
const both = { levels: true, quality: true };

describe('what the vendors are asked for', () => {
  it('is what anybody listens to, of each leg that has joined, and nothing in the end', async () => {
    const { signals, told, clock, host } = createRig();
    const undo = [
      signals.listen({ levels: true, quality: false }, () => undefined),
      signals.listen({ levels: false, quality: true }, () => undefined),
    ];
    await clock.settle();
    expect(told).toEqual(['1 levels -', '2 levels -', '1 levels quality', '2 levels quality']);
    told.length = 0;
    for (const each of undo) each();
    await clock.settle();
    expect(told).toEqual(['1 - quality', '2 - quality', '1 - -', '2 - -']);
    expect(signalsOf(host)).toBe(signals);
  });

  it('is not asked of a vendor that has none, and a refusal disturbs nobody', async () => {
    const { signals, told, clock, host } = createRig((leg) => ({
      ...(leg === 2 && { doSetSignals: () => Promise.reject(new Error('No.')) }),
    }));
    const [first] = host.call.connections;
    delete first?.leg.driver.doSetSignals;
    signals.listen(both, () => undefined);
    await clock.settle();
    expect([told, clock.pending]).toEqual([[], 0]);
  });
});

describe('signals of the vendors', () => {
  function listening() {
    const rig = createRig();
    const heard: SessionSignals[] = [];
    rig.signals.listen(both, (signals) => heard.push(signals));
    /** Whom it was told of, where a leg tells of people by the ids of its driver. */
    const says = (leg: number, ...remoteIds: readonly (string | undefined)[]) => {
      rig.signals.receive(leg, {
        levels: remoteIds.map((remoteId) => ({ remoteId: remoteId ?? '', level: 0.5 })),
        quality: remoteIds.map((remoteId) => ({ remoteId, uplink: 'good', downlink: 'good' })),
      });
      return heard.at(-1)?.quality.map(({ participantId }) => participantId);
    };
    return { ...rig, heard, says };
  }

  it('are told with the ids of core; of somebody who is not there nothing is', () => {
    const { comes, says, idOf, heard, signals } = listening();
    comes(1, 'ann', 'microphone');
    expect(says(1, 'ann#1', 'nobody')).toEqual([idOf('ann')]);
    expect(heard.at(-1)?.levels).toMatchObject([{ participantId: idOf('ann'), level: 0.5 }]);
    signals.receive(1, {});
    expect(heard.at(-1)).toEqual({ levels: [], quality: [] });
    expect(says(9, 'ann#1')).toEqual([]);
  });

  it('are of the local side those of the leg that carries the call', () => {
    const { says } = listening();
    expect([says(1, undefined), says(2, undefined)]).toEqual([[undefined], []]);
  });

  it('are of somebody on two legs those of the leg from which they are heard', () => {
    const { comes, says, idOf, store } = listening();
    for (const leg of [1, 2]) comes(leg, 'ann', 'microphone');
    const participantId = idOf('ann') ?? '';
    expect([says(1, 'ann#1'), says(2, 'ann#2')]).toEqual([[participantId], []]);
    store.dispatch({ type: 'renderMoved', data: { participantId, source: 'microphone', leg: 2 } });
    expect([says(1, 'ann#1'), says(2, 'ann#2')]).toEqual([[], [participantId]]);
  });

  it('are of somebody without a microphone those of the leading leg, where they are there', () => {
    const { comes, says, idOf, store } = listening();
    for (const leg of [1, 2]) comes(leg, 'ann', 'camera');
    expect([says(1, 'ann#1'), says(2, 'ann#2')]).toEqual([[idOf('ann')], []]);
    store.dispatch({ type: 'leadMoved', data: { leg: 2 } });
    expect([says(1, 'ann#1'), says(2, 'ann#2')]).toEqual([[], [idOf('ann')]]);
    comes(1, 'ben', 'camera');
    store.dispatch({ type: 'waitingExpired', data: { leg: 1, remoteId: 'ben#1' } });
    expect(says(1, 'ben#1')).toEqual([idOf('ben')]);
  });
});
