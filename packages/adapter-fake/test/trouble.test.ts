import { createFakeEnvironment, type FakeClock } from '@jackfield/core/testing';
import { describe, expect, it } from 'vitest';
import { troubleOf, type FakeCloud } from '../src/index.ts';
import { createCloud, createSide, settle, type Side } from './rig.ts';

const room = 'studio';

async function createCall(): Promise<
  Side & {
    readonly cloud: FakeCloud;
    readonly clock: FakeClock;
    make(id: string): Promise<void>;
    pass(ms: number): Promise<void>;
  }
> {
  const { clock } = createFakeEnvironment();
  const cloud = createCloud({ clock });
  const ada = cloud.room(room).addParticipant({ userId: 'ada', displayName: 'Ada', sources: ['camera'] });
  const troubles = troubleOf(cloud, ada);
  const side = createSide(cloud);
  const pass = async (ms: number): Promise<void> => {
    await clock.advance(ms);
    await settle(side);
  };
  await side.session.microphone.enable();
  await side.session.camera.enable();
  await side.session.join({ room, userId: 'ann' });
  await pass(10);
  side.log.length = 0;
  return {
    ...side,
    cloud,
    clock,
    pass,
    async make(id) {
      const found = troubles.find((trouble) => trouble.id === id);
      if (!found) throw new Error(`There is no trouble "${id}".`);
      const done = found.run({ room, userId: 'ann' });
      await pass(60_000);
      await done;
      await pass(10);
    },
  };
}

/** What a session says after each trouble, in part. */
const told: Readonly<Record<string, readonly string[]>> = {
  'kick-me': ['state-changed ended'],
  'close-room': ['state-changed ended'],
  'expire-credential': ['state-changed ended'],
  'stop-server': ['state-changed ended'],
  'join-elsewhere': ['state-changed ended'],
  'lose-network': ['state-changed ended'],
  'cut-network-5': ['state-changed reconnecting', 'state-changed joined'],
  'cut-network-40': ['state-changed reconnecting', 'state-changed joined'],
  share: ['source-published ada screen'],
  write: ['message-received'],
  hand: ['message-received'],
  interrupt: ['participant-updated ada'],
  'fifty-bots': ['participant-joined bot-1'],
};

const reasons: Readonly<Record<string, string>> = {
  'kick-me': 'kicked',
  'close-room': 'room-closed',
  'expire-credential': 'credential-expired',
  'stop-server': 'server-shutdown',
  'join-elsewhere': 'replaced',
  'lose-network': 'connection-lost',
};

describe('troubles by name', () => {
  for (const [id, lines] of Object.entries(told))
    it(`"${id}" is told`, async () => {
      const call = await createCall();
      await call.make(id);
      expect(call.log).toEqual(expect.arrayContaining([...lines]));
      const reason = reasons[id];
      if (reason !== undefined) expect(call.session.state).toMatchObject({ status: 'ended', reason });
    });

  it('mutes by the server, records, and loses what is published', async () => {
    const call = await createCall();
    await call.make('mute-by-server');
    expect(call.session.microphone.state).toMatchObject({ muted: true, mutedBy: 'server' });
    await call.make('record');
    expect(call.session.snapshot.recording).toBe(true);
    await call.make('lose-camera');
    // Core publishes it again by itself.
    await call.world.clock.advance(5_000);
    expect(call.session.camera.state.publication.status).toBe('published');
  });

  it('refuses what is sent for a moment, which core tries again', async () => {
    const call = await createCall();
    const seen = new Set<string>();
    call.session.on('local-source-changed', ({ state }) => {
      if (state.source === 'microphone') seen.add(state.publication.status);
    });
    await call.make('refuse-publishing');
    // The page's clock is not that of the cloud.
    for (let seconds = 0; seconds < 20; seconds += 1) {
      await call.world.clock.advance(1_000);
      await call.pass(10);
    }
    expect([...seen]).toEqual(expect.arrayContaining(['failed', 'published']));
    for (const source of ['microphone', 'camera'] as const)
      expect(call.session[source].state.publication.status).toBe('published');
  });

  it('refuses the next join, and only that', async () => {
    const { session, make } = await createCall();
    await make('fail-join');
    await session.leave();
    const join = (): Promise<void> => session.join({ room, userId: 'ann' });
    await expect(join()).rejects.toMatchObject({ code: 'room-full' });
    await join();
    expect(session.state.status).toBe('joined');
  });

  it('are all tried here, and say who is not there', async () => {
    const troubles = troubleOf(createCloud());
    const tried = [
      ...Object.keys(told),
      'mute-by-server',
      'record',
      'lose-camera',
      'refuse-publishing',
      'fail-join',
    ];
    expect(troubles.map(({ id }) => id).sort()).toEqual(tried.sort());
    const kick = troubles.find(({ id }) => id === 'kick-me');
    await expect(kick?.run({ room, userId: 'nobody' })).rejects.toThrow('No session of nobody');
  });

  it('brings fifty at once, who leave with whoever called for them', async () => {
    const { session, clock, pass, make, cloud } = await createCall();
    await make('fifty-bots');
    expect(cloud.room(room).userIds).toContain('bot-50');
    // Some have gone and others have come in the minute that has passed.
    expect(session.participants.size).toBeGreaterThan(35);
    await make('fifty-bots');
    expect(session.participants.size).toBeLessThan(52);
    await session.leave();
    await pass(10);
    expect(cloud.room(room).userIds).toEqual(['ada']);
    expect(clock.pending).toBe(0);
  });

  it('brings nobody where the session is not there', async () => {
    const cloud = createCloud();
    const bots = troubleOf(cloud).find(({ id }) => id === 'fifty-bots');
    await expect(bots?.run({ room, userId: 'ann' })).rejects.toThrow('No session of ann');
    expect(cloud.room(room).userIds).toEqual([]);
  });

  it('shares one screen, however often', async () => {
    const { make, cloud } = await createCall();
    await make('share');
    const first = cloud.room(room).sentTrack('ada', 'screen');
    await make('share');
    expect(cloud.room(room).sentTrack('ada', 'screen')).not.toBe(first);
    expect(first?.readyState).toBe('ended');
    expect(cloud.room(room).hears('ada', 'screen')).toBe(true);
  });

  it('lets a visitor come where there is nobody', async () => {
    const cloud = createCloud();
    const write = troubleOf(cloud).find(({ id }) => id === 'write');
    await write?.run({ room, userId: 'ann' });
    await write?.run({ room, userId: 'ann' });
    expect(cloud.room(room).userIds).toEqual(['visitor']);
  });
});
