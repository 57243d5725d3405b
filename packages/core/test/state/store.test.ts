import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/state/effect.ts';
import { reduce } from '../../src/state/reduce.ts';
import { createStore, type Store } from '../../src/state/store.ts';
import { createFakeEnvironment, type FakeEnvironment } from '../../src/testing/create-fake-environment.ts';
import { info } from './people.ts';

interface StoreRig extends FakeEnvironment {
  readonly store: Store;
  readonly reported: unknown[];
}

/** A store in a call; `run` is told the effects. */
function createRig(run: (effect: Effect, store: Store) => void = () => undefined): StoreRig {
  const fake = createFakeEnvironment();
  const reported: unknown[] = [];
  const environment = { ...fake.environment, reportError: (error: unknown) => reported.push(error) };
  const store = createStore(environment);
  store.extend({
    reduce,
    run(effect) {
      run(effect, store);
    },
  });
  const self = { room: 'r', userId: 'me', displayName: '', role: undefined, permissions: undefined };
  store.dispatch({ type: 'joinStarted', data: self });
  store.dispatch({ type: 'joinSucceeded', data: { leg: 1, result: { roster: [] } } });
  return { ...fake, store, reported };
}

describe('a store', () => {
  it('swaps the state, then runs the effects, then tells', () => {
    const order: string[] = [];
    const { store } = createRig((effect, { state }) =>
      order.push(`${effect.type} ${String(state.people.size)}`),
    );
    store.on('participant-joined', () => order.push(`told ${String(store.state.people.size)}`));
    store.dispatch({ type: 'participantJoined', leg: 1, data: info('ann') });
    expect(order).toEqual(['receive 1', 'told 1']);
  });

  it('keeps a fact that an effect brings about until the other effects have run, and tells in the order of the facts', () => {
    const order: string[] = [];
    const { store } = createRig((effect, own) => {
      order.push(effect.type);
      if (effect.type !== 'receive') return;
      own.dispatch({ type: 'recordingChanged', leg: 1, data: { recording: true } });
      order.push(`recording ${String(own.state.recording)}`);
    });
    store.on('participant-joined', () => order.push('joined'));
    store.on('recording-changed', () => order.push('recorded'));
    store.dispatch({ type: 'participantJoined', leg: 1, data: info('ann') });
    expect(order).toEqual(['receive', 'recording false', 'joined', 'recorded']);
    expect(store.state.recording).toBe(true);
  });

  it('swaps the state at once for a fact that a listener brings about, and tells of it after what comes before', () => {
    const order: string[] = [];
    const { store } = createRig();
    store.on('participant-joined', ({ participant }) => {
      order.push(`joined ${participant.userId}`);
      if (participant.userId !== 'ann') return;
      store.dispatch({ type: 'participantJoined', leg: 1, data: info('ben') });
      order.push(`${String(store.state.people.size)} are there`);
    });
    store.on('participant-joined', ({ participant }) => order.push(`and ${participant.userId}`));
    store.dispatch({ type: 'participantJoined', leg: 1, data: info('ann') });
    expect(order).toEqual(['joined ann', '2 are there', 'and ann', 'joined ben', 'and ben']);
  });

  it('tells subscribers once a task, again after each, and not of what changes nothing', async () => {
    const { store, clock } = createRig();
    let notices = 0;
    const undo = store.subscribe(() => (notices += 1));
    for (const userId of ['ann', 'ben'])
      store.dispatch({ type: 'participantJoined', leg: 1, data: info(userId) });
    expect(notices).toBe(0);
    await clock.advance(0);
    expect(notices).toBe(1);
    store.dispatch({ type: 'recordingChanged', leg: 1, data: { recording: false } });
    await clock.advance(0);
    expect(notices).toBe(1);
    store.dispatch({ type: 'recordingChanged', leg: 1, data: { recording: true } });
    await clock.advance(0);
    expect(notices).toBe(2);
    undo();
    store.dispatch({ type: 'recordingChanged', leg: 1, data: { recording: false } });
    await clock.advance(0);
    expect(notices).toBe(2);
  });

  it('goes on where a listener or an effect throws', () => {
    const { store, reported } = createRig(() => {
      throw new TypeError('effect');
    });
    const heard: string[] = [];
    store.on('participant-joined', () => {
      throw new TypeError('listener');
    });
    store.on('participant-joined', () => heard.push('still'));
    store.dispatch({ type: 'participantJoined', leg: 1, data: info('ann') });
    expect([heard, reported.map(String)]).toEqual([['still'], ['TypeError: effect', 'TypeError: listener']]);
  });

  it('undoes one of two listenings of the same function', () => {
    const { store } = createRig();
    let heard = 0;
    const listener = (): unknown => (heard += 1);
    const undo = store.on('participant-joined', listener);
    store.on('participant-joined', listener);
    undo();
    undo();
    store.dispatch({ type: 'participantJoined', leg: 1, data: info('ann') });
    expect(heard).toBe(1);
  });

  it('counts what it kept from the app', () => {
    const { store } = createRig();
    for (const _ of [1, 2]) store.dispatch({ type: 'participantJoined', leg: 1, data: info('ann') });
    store.dispatch({ type: 'participantJoined', leg: 9, data: info('ann') });
    store.contain('gate-write');
    expect(store.containments).toEqual({
      'duplicate-participant': 1,
      'fact-without-leg': 1,
      'gate-write': 1,
    });
  });
});
