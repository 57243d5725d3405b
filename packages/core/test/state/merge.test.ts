import { describe, expect, it } from 'vitest';
import type { Participant } from '../../src/model/participant.ts';
import { isDescribedAnew, merge } from '../../src/state/merge.ts';
import { presenceOf, type Presence } from '../../src/state/person.ts';
import { info } from './people.ts';

const nobody: Participant = {
  id: 'p1',
  userId: '',
  displayName: '',
  kind: 'person',
  role: undefined,
  permissions: undefined,
  existing: false,
  connection: 'connected',
  sources: {},
};
const here = (rest: Partial<Presence> = {}): Presence => ({
  ...presenceOf(1, info('ann', { sources: ['microphone'], displayName: 'Ann', role: 'host' })),
  ...rest,
});
const there = (rest: Partial<Presence> = {}): Presence => ({
  ...presenceOf(
    2,
    info('new-ann', { sources: ['microphone', 'camera'], displayName: 'Ann B.', role: 'guest' }),
  ),
  ...rest,
});
const of = (
  presences: readonly Presence[],
  { leading = 1, rendered = {}, resolvedName = '', before = nobody } = {},
): Participant => merge({ presences, rendered, resolvedName }, leading, before);

describe('one participant of two presences', () => {
  it('has the name, role and user id of the leg that carries the call', () => {
    expect(of([here(), there()])).toMatchObject({ userId: 'ann', displayName: 'Ann', role: 'host' });
    expect(of([here(), there()], { leading: 2 })).toMatchObject({
      userId: 'new-ann',
      displayName: 'Ann B.',
      role: 'guest',
    });
    expect(of([there()])).toMatchObject({ userId: 'new-ann' });
  });

  it('is as before where no leg has them', () => {
    const before = of([here()]);
    expect(of([], { before })).toBe(before);
  });

  it('has a name of the leading leg, else the one that the app found, else that of any leg', () => {
    const nameless = here({ displayName: '' });
    expect(of([nameless, there()]).displayName).toBe('Ann B.');
    expect(of([nameless, there()], { resolvedName: 'Anna' }).displayName).toBe('Anna');
    expect(of([here(), there()], { resolvedName: 'Anna' }).displayName).toBe('Ann');
  });

  it('is muted and subscribed as the rendered presence is, and has what any leg has', () => {
    const muted = there({
      sources: { ...there().sources, microphone: { muted: true, subscription: { status: 'subscribing' } } },
    });
    expect(of([here(), muted]).sources).toMatchObject({
      microphone: { muted: false },
      camera: { muted: false },
    });
    expect(of([here(), muted], { rendered: { microphone: 2 } }).sources.microphone).toMatchObject({
      muted: true,
      subscription: { status: 'subscribing' },
    });
  });

  it('is interrupted where what is rendered of them is', () => {
    const lost = there({ connection: 'interrupted' });
    expect(of([here(), { ...lost, sources: {} }]).connection).toBe('connected');
    expect(of([here(), lost]).connection).toBe('interrupted');
    expect(of([here({ connection: 'interrupted', sources: {} }), there()]).connection).toBe('connected');
    expect(of([here({ connection: 'interrupted', sources: {} })]).connection).toBe('interrupted');
  });

  it('is the very object of before where nothing differs, and keeps the sources that do not', () => {
    const before = of([here(), there()]);
    expect(of([here(), there()], { before })).toBe(before);
    const renamed = of([here({ displayName: 'Anna' }), there()], { before });
    expect(renamed).not.toBe(before);
    expect(renamed.sources).toBe(before.sources);
    const muted = of(
      [here({ sources: { microphone: { muted: true, subscription: { status: 'subscribing' } } } }), there()],
      { before },
    );
    expect(muted.sources.camera).toBe(before.sources.camera);
    expect(muted.sources.microphone).not.toBe(before.sources.microphone);
  });

  it('keeps what a viewer sees of a source when it is rendered from another leg', () => {
    const first = of([here(), there()]);
    const { microphone } = first.sources;
    if (!microphone) throw new TypeError('There is no microphone.');
    const before = {
      ...first,
      sources: { ...first.sources, microphone: { ...microphone, render: 'playing' as const } },
    };
    const muted = there({
      sources: { microphone: { muted: true, subscription: { status: 'subscribing' } } },
    });
    expect(of([here(), muted], { before, rendered: { microphone: 2 } }).sources.microphone?.render).toBe(
      'playing',
    );
  });
});

describe('a description', () => {
  it('differs by value: permissions that are told whole again say nothing new', () => {
    const permissions = {
      publish: ['camera'],
      subscribe: true,
      sendMessages: true,
      moderate: false,
    } as const;
    const one = { ...nobody, permissions };
    expect([isDescribedAnew(nobody, one), isDescribedAnew(one, nobody)]).toEqual([true, true]);
    expect(isDescribedAnew(one, { ...one, permissions: { ...permissions, publish: ['camera'] } })).toBe(
      false,
    );
    for (const other of [
      { ...permissions, publish: ['screen'] as const },
      { ...permissions, publish: [] },
      { ...permissions, subscribe: false },
      { ...permissions, sendMessages: false },
      { ...permissions, moderate: true },
      undefined,
    ])
      expect(isDescribedAnew(one, { ...one, permissions: other })).toBe(true);
  });
});
