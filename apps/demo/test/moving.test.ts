import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { createSession } from '@jackfield/core';
import { createFakeEnvironment } from '@jackfield/core/testing';
import { SessionView } from '@jackfield/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Way } from '../src/app/adapter-choice.ts';
import type { HostState } from '../src/host/host-client.ts';
import { RoomMove } from '../src/call/moving/room-move.svelte.ts';

beforeEach(() => {
  vi.stubGlobal('location', new URL('http://localhost/?adapter=a'));
  vi.stubGlobal('history', { replaceState: () => undefined });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** A room at one of two providers in memory, and a page for each who comes. */
function createHouse() {
  const { clock, environment } = createFakeEnvironment();
  const clouds = { a: createFakeCloud({ clock }), b: createFakeCloud({ clock }) };
  /** Time passes until something is so. */
  const until = (is: () => void): Promise<void> =>
    vi.waitFor(
      async () => {
        await clock.advance(100);
        is();
      },
      { interval: 5, timeout: 10_000 },
    );
  async function come(userId: string, host: HostState | undefined) {
    const wayTo = (provider: 'a' | 'b'): Way => ({
      adapter: fake(clouds[provider], { name: provider }),
      provider,
      carrier: 'service',
      encrypts: false,
      hosted: false,
      trouble: [],
    });
    const first = wayTo('a');
    const session = createSession(first.adapter, { environment });
    const app = {
      view: new SessionView(session),
      adapter: first.adapter,
      provider: 'a',
      userId,
      chooseWay: (name: string) => Promise.resolve({ way: wayTo(name === 'b' ? 'b' : 'a'), problems: [] }),
      goOn({ adapter, provider }: Way) {
        Object.assign(app, { adapter, provider });
        moving.follow(provider);
      },
    };
    const moving = new RoomMove(app, { state: host });
    await session.join({ room: 'studio', userId, displayName: userId });
    moving.follow('a');
    return { app, moving, session, wayTo };
  }
  return { come, clouds, until };
}

const host: HostState = {
  entry: 'in',
  host: 'ann',
  locked: false,
  otherKeys: [],
  waitingRoom: false,
  waiting: [],
};

it('goes along with the host of the room unasked', async () => {
  const { come, clouds, until } = createHouse();
  const [ann, ben] = [await come('ann', host), await come('ben', host)];
  void ann.moving.propose({ way: ann.wayTo('b'), allow: [] });
  await until(() => {
    expect(ben.app.provider).toBe('b');
  });
  expect(ben.moving.questions.open).toBeUndefined();
  expect(ben.moving.view).toMatchObject({ status: 'moved', to: 'b' });
  expect(clouds.a.room('studio').userIds).not.toContain('ben');
  expect([...ben.session.participants.values()].map(({ userId }) => userId)).toEqual(['ann']);
  for (const { moving } of [ann, ben]) moving.end();
});

it('asks of anybody else; who stays is named to those who wait for them', async () => {
  const { come, clouds, until } = createHouse();
  const people = [await come('ann', host), await come('ben', host), await come('cem', host)] as const;
  const [ann, ben, cem] = people;
  void ben.moving.propose({ way: ben.wayTo('b'), allow: [] });
  await until(() => {
    expect(ann.moving.questions.open).toMatchObject({ to: 'b', by: 'ben' });
    expect(cem.moving.questions.open).toMatchObject({ to: 'b', by: 'ben' });
  });
  cem.moving.questions.answer(true);
  ann.moving.questions.answer(false);
  await until(() => {
    expect(ben.moving.view).toMatchObject({ status: 'there', followed: ['cem'], notFollowed: ['ann'] });
  });
  // It is not asked anew because somebody else speaks of it.
  expect(ann.moving.questions.open).toBeUndefined();
  expect(clouds.a.room('studio').userIds).toEqual(['ann', 'ben', 'cem']);
  expect(ann.app.provider).toBe('a');
  for (const { moving } of people) moving.end();
});
