import type { RtcSession } from '@jackfield/core';
import { noLeaks } from '@jackfield/core/testing';
import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { describe, expect, it } from 'vitest';
import { followRoutes, memoryCircuits, type FailoverPolicy } from '../src/failover.ts';
import { createFailoverRig, room, type FailoverRig } from './failover-rig.ts';

interface Call extends FailoverRig {
  readonly told: string[];
  readonly zoe: string;
}

/** A call over the first cloud with somebody in it who is on all. */
async function createCall(...given: Parameters<typeof createFailoverRig>): Promise<Call> {
  const rig = createFailoverRig(...given);
  followRoutes(rig.session, rig.adapter);
  for (const cloud of Object.values(rig.clouds))
    cloud.room(room).addParticipant({ userId: 'zoe', sources: ['microphone', 'camera'] });
  await rig.session.microphone.enable();
  await rig.join();
  const told: string[] = [];
  rig.session.on('state-changed', ({ state }) => told.push(state.status));
  rig.session.on('participant-left', () => told.push('left'));
  rig.session.on('participant-joined', () => told.push('joined'));
  rig.session.on('adapter-switched', ({ from, to }) => told.push(`${from} > ${to}`));
  const zoe = idOf(rig.session, 'zoe');
  const view = rig.world.elements.createView();
  rig.session.participant(zoe)?.camera.attach(view);
  rig.world.page.setVisibility(view, { visible: true, width: 320, height: 180 });
  await rig.pass();
  return { ...rig, told, zoe };
}

function idOf(session: RtcSession, userId: string): string {
  return [...session.participants.values()].find((each) => each.userId === userId)?.id ?? '';
}

describe('a call whose vendor fails', () => {
  it('goes on over the next one: people keep their tiles', async () => {
    const rig = await createCall();
    rig.clouds.a.room(room).end('me', 'connection-lost');
    await rig.pass(6_000);
    expect(rig.homes()).toEqual(['b']);
    expect(rig.told).toEqual(['reconnecting', 'joined', 'a-or-b-or-c > b-or-c-or-a']);
    expect(idOf(rig.session, 'zoe')).toBe(rig.zoe);
    const { sources } = rig.session.participants.get(rig.zoe) ?? {};
    expect(sources?.camera?.subscription.status).toBe('subscribed');
    expect(
      rig.clouds.b
        .room(room)
        .published('me')
        .map(({ source }) => source),
    ).toEqual(['microphone']);
    await rig.session.dispose();
    expect(rig.world.leaks()).toEqual(noLeaks);
  });

  it('goes on where the whole service was shut down', async () => {
    const rig = await createCall();
    rig.clouds.a.shutdown();
    await rig.pass(6_000);
    expect([rig.homes(), rig.session.state.status]).toEqual([['b'], 'joined']);
    expect(rig.session.participants.size).toBe(1);
  });

  it('goes to the one after the next where that is down as well, and back to the first when the time comes', async () => {
    const rig = await createCall({ order: ['a', 'b', 'c'] });
    rig.clouds.b.shutdown();
    rig.clouds.a.room(room).end('me', 'connection-lost');
    await rig.pass(6_000);
    expect(rig.homes()).toEqual(['c']);
    rig.clouds.c.room(room).end('me', 'connection-lost');
    await rig.pass(6_000);
    expect([rig.homes(), rig.session.state.status]).toEqual([['a'], 'joined']);
    expect(idOf(rig.session, 'zoe')).toBe(rig.zoe);
  });

  it('ends as it would have where no vendor is left', async () => {
    const rig = await createCall();
    for (const cloud of Object.values(rig.clouds)) cloud.shutdown();
    await rig.pass(6_000);
    expect(rig.session.state).toMatchObject({ status: 'ended', reason: 'server-shutdown' });
    await rig.session.dispose();
    expect(rig.world.leaks()).toEqual(noLeaks);
  });

  for (const reason of ['kicked', 'replaced', 'room-closed', 'credential-expired'] as const)
    it(`ends after ${reason}, and asks nobody else`, async () => {
      const rig = await createCall();
      rig.clouds.a.room(room).end('me', reason);
      await rig.pass(3_000);
      expect(rig.session.state).toMatchObject({ status: 'ended', reason });
      expect(rig.homes()).toEqual([]);
    });

  it('waits for an interruption as long as the policy says, and not for longer', async () => {
    const rig = await createCall({ order: ['a', 'b'], interruptionMs: 3_000 });
    rig.clouds.a.network.cut(room, 'me');
    await rig.pass(2_800);
    rig.clouds.a.network.restore(room, 'me');
    await rig.pass(4_000);
    expect(rig.homes()).toEqual(['a']);
    rig.told.length = 0;
    rig.clouds.a.network.cut(room, 'me');
    await rig.pass(9_000);
    expect(rig.homes()).toEqual(['b']);
    expect(rig.told).toContain('a-or-b > b-or-a');
    expect(idOf(rig.session, 'zoe')).toBe(rig.zoe);
  });

  it('is lost anew where nobody took it, when the interruption goes on', async () => {
    const rig = await createCall({ order: ['a', 'b'], interruptionMs: 1_000 });
    for (const cloud of [rig.clouds.b, rig.clouds.a]) cloud.plan('join', { kind: 'refuse', code: 'network' });
    rig.clouds.a.network.cut(room, 'me');
    await rig.pass(9_000);
    expect([rig.session.state.status, rig.homes()]).toEqual(['joined', ['b']]);
    await rig.session.dispose();
    expect(rig.world.leaks()).toEqual(noLeaks);
  });

  it.each(['ended', 'interrupted'])(
    'goes on by the last policy that made sense where the present one makes none: %s',
    async (how) => {
      let policy: FailoverPolicy = { order: ['a', 'b', 'c'] };
      const rig = await createCall(() => policy);
      policy = { order: [] };
      if (how === 'ended') rig.clouds.a.room(room).end('me', 'connection-lost');
      else rig.clouds.a.network.cut(room, 'me');
      await rig.pass(12_000);
      expect([rig.session.state.status, rig.homes()]).toEqual(['joined', ['b']]);
    },
  );

  it('is remembered: the next joins begin elsewhere', async () => {
    const circuits = memoryCircuits();
    const rig = await createCall(
      { order: ['a', 'b'], circuit: { failures: 1, openMs: 60_000 } },
      { circuits },
    );
    rig.clouds.a.room(room).end('me', 'connection-lost');
    await rig.pass(6_000);
    const next = createFailoverRig({ order: ['a', 'b'] }, { circuits });
    await next.join();
    expect(next.homes()).toEqual(['b']);
  });

  it('stays with its vendor where nobody follows, and after the undo', async () => {
    const rig = createFailoverRig();
    followRoutes(rig.session, rig.adapter)();
    await rig.join();
    rig.clouds.a.room(room).end('me', 'connection-lost');
    await rig.pass(1_000);
    expect(rig.session.state).toMatchObject({ status: 'ended', reason: 'connection-lost' });
    expect(rig.homes()).toEqual([]);
  });

  it('also where the end comes while the app is being told of something else', async () => {
    const rig = await createCall();
    rig.session.on('message-received', () => rig.clouds.a.room(room).end('me', 'connection-lost'));
    rig.clouds.a.room(room).addParticipant({ userId: 'yan', sources: [] }).sendMessage('chat', 'now');
    await rig.pass(6_000);
    expect([rig.homes(), rig.session.state.status]).toEqual([['b'], 'joined']);
  });

  it('is only for adapters of failover()', () => {
    const rig = createFailoverRig();
    expect(() => followRoutes(rig.session, fake(createFakeCloud()))).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
  });
});
