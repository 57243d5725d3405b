import { createFakeCloud, fake, type FakeCloud } from '@jackfield/adapter-fake';
import { createSession, RtcError } from '@jackfield/core';
import { createFakeEnvironment } from '@jackfield/core/testing';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Way } from '../src/app/adapter-choice.ts';
import type { CheckedWay } from '../src/app/choose-way.ts';
import { chooseRoutes } from '../src/app/routes.ts';

beforeEach(() => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** Somebody whose address names two providers. */
async function createPage(problems: Readonly<Record<string, readonly RtcError[]>> = {}) {
  const { clock, environment } = createFakeEnvironment();
  const clouds: Readonly<Record<string, FakeCloud>> = {
    one: createFakeCloud({ clock }),
    two: createFakeCloud({ clock }),
  };
  const choose = (provider: string): Promise<CheckedWay> =>
    Promise.resolve({
      way: {
        adapter: fake(clouds[provider] ?? createFakeCloud({ clock }), { name: provider }),
        provider,
        carrier: provider === 'one' ? 'service' : 'direct',
        encrypts: false,
        hosted: false,
        trouble: [],
      },
      problems: problems[provider] ?? [],
    });
  const routes = await chooseRoutes(['one', 'two'], choose);
  const session = createSession(routes.way.adapter, { environment });
  const app = {
    provider: routes.way.provider,
    screen: 'lobby' as 'lobby' | 'call',
    tookOver: undefined as { readonly from: string; readonly to: string } | undefined,
    goOn: ({ provider, adapter }: Way) => {
      Object.assign(app, { provider, adapter });
    },
  };
  routes.follow(session, app);
  return { app, clock, clouds, routes, session };
}

it('tells which provider has taken a join that the first one did not', async () => {
  const { app, clock, clouds, session } = await createPage();
  clouds['one']?.plan('join', { kind: 'refuse', code: 'network' }, { times: Infinity });
  await session.join({ room: 'studio', userId: 'ann' });
  expect(app).toMatchObject({ provider: 'two', tookOver: { from: 'one', to: 'two' } });
  expect(clouds['two']?.room('studio').userIds).toEqual(['ann']);
  await session.dispose();
  await clock.advance(10_000);
});

it('tells which provider has taken over a call', async () => {
  const { app, clock, clouds, session } = await createPage();
  await session.join({ room: 'studio', userId: 'ann' });
  expect([app.provider, app.tookOver]).toEqual(['one', undefined]);
  app.screen = 'call';
  clouds['one']?.room('studio').end('ann', 'connection-lost');
  for (let step = 0; step < 100; step += 1) await clock.advance(100);
  expect(app).toMatchObject({ provider: 'two', tookOver: { from: 'one', to: 'two' } });
  expect(session.state.status).toBe('joined');
  await session.dispose();
});

it('leaves out what is not to be had, unless there is nothing else', async () => {
  const problem = new RtcError({ code: 'unsupported', message: 'The server has it not.' });
  const { routes } = await createPage({ one: [problem] });
  expect([routes.way.provider, routes.problems]).toEqual(['two', []]);
  const none = await createPage({ one: [problem], two: [problem] });
  expect([none.routes.way.provider, none.routes.problems]).toEqual(['one', [problem, problem]]);
});
