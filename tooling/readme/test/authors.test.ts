import { createSession, type RtcSession } from '@jackfield/core';
import { containments } from '@jackfield/core/diagnostics';
import { createFakeEnvironment, type FakeEnvironment } from '@jackfield/core/testing';
import { acme, errors } from 'virtual:readme/acme';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { AcmeService } from './acme-service.ts';

interface Side {
  readonly session: RtcSession;
  readonly page: FakeEnvironment;
}

async function sideOf(service: AcmeService): Promise<Side> {
  const page = createFakeEnvironment();
  const adapter = acme({
    credential: ({ userId }) => Promise.resolve(userId),
    load: () => Promise.resolve(service),
  });
  // In real time, of which the clock of the page knows nothing.
  await adapter.preload();
  return { page, session: createSession(adapter, { environment: page.environment }) };
}

/** Lets what both pages have under way happen. */
async function settle(sides: readonly Side[]): Promise<void> {
  for (let round = 0; round < 10; round += 1) for (const { page } of sides) await page.clock.advance(1);
}

async function meet(): Promise<{ service: AcmeService; ann: Side; bob: Side }> {
  const service = new AcmeService();
  const [ann, bob] = [await sideOf(service), await sideOf(service)];
  for (const [side, userId] of [
    [ann, 'ann'],
    [bob, 'bob'],
  ] as const) {
    const opened = Promise.all([side.session.microphone.enable(), side.session.camera.enable()]);
    await settle([ann, bob]);
    await opened;
    const joined = side.session.join({ room: 'studio', userId, displayName: userId.toUpperCase() });
    await settle([ann, bob]);
    await joined;
  }
  await settle([ann, bob]);
  return { service, ann, bob };
}

it('the example adapter carries a call: people, sources, tracks, mute, leave', async () => {
  const { service, ann, bob } = await meet();
  const [person] = ann.session.participants.values();
  expect(person).toMatchObject({ userId: 'bob', displayName: 'BOB', existing: false });
  expect(Object.keys(person?.sources ?? {}).sort()).toEqual(['camera', 'microphone']);
  expect(person?.sources.microphone?.subscription.status).toBe('subscribed');
  expect([...bob.session.participants.values()][0]).toMatchObject({ userId: 'ann', existing: true });

  const muted = bob.session.microphone.mute();
  await settle([ann, bob]);
  await muted;
  expect([...ann.session.participants.values()][0]?.sources.microphone?.muted).toBe(true);

  const left = bob.session.leave();
  await settle([ann, bob]);
  await left;
  expect(ann.session.participants.size).toBe(0);
  expect(service.users).toEqual(['ann']);
  for (const { session } of [ann, bob]) {
    expect(Object.values(containments(session)).every((count) => count === 0)).toBe(true);
    await session.dispose();
  }
});

it('the example adapter says how a call ends, and translates what is refused', async () => {
  const { service, ann, bob } = await meet();
  service.kick('ann');
  await settle([ann, bob]);
  expect(ann.session.state).toMatchObject({ status: 'ended', reason: 'kicked' });

  const joining = bob.session.leave().then(() => bob.session.join({ room: 'studio', userId: 'wrong' }));
  const refused = expect(joining).rejects.toMatchObject({ code: 'credential-invalid', vendorCode: 401 });
  await settle([ann, bob]);
  await refused;
  expect(bob.session.state.status).toBe('idle');
  expect(errors.from('text', 'It failed.', 'publish-failed')).toMatchObject({
    code: 'publish-failed',
    cause: 'text',
  });
});

it('the page says which version holds, and which adapters run the contract', async () => {
  const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
  const page = read('docs/adapter-authors.md');
  const [, version] =
    /specificationVersion: (\d+);/u.exec(read('packages/core/src/adapter/rtc-adapter.ts')) ?? [];
  const [, said] = /^`specificationVersion: (\d+)`/mu.exec(page) ?? [];
  expect(said).toBe(version);
  const { notYetConforming } = (await import(
    new URL('../../run/lib/not-yet-conforming.mjs', import.meta.url).href
  )) as {
    readonly notYetConforming: Readonly<Record<string, string>>;
  };
  const waiting = [...page.matchAll(/^\| `(adapter-\w+)` .*not yet/gmu)].map(
    ([, name = '']) => `packages/${name}`,
  );
  expect(waiting.sort()).toEqual(Object.keys(notYetConforming).sort());
});
