import { createFakeCloud, fake, type FakeCloud, type FakeRoom } from '@jackfield/adapter-fake';
import { createSession, type RtcSession } from '@jackfield/core';
import { createFakeEnvironment, type FakeEnvironment } from '@jackfield/core/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { actionAdvice } from '../src/advice-for.ts';
import { CallApp } from '../src/app/call-app.svelte.ts';
import { catalogue } from '../src/i18n/language.svelte.ts';
import { Chat } from '../src/lib/chat.svelte.ts';

interface Rig {
  readonly app: CallApp;
  readonly session: RtcSession;
  readonly cloud: FakeCloud;
  readonly room: FakeRoom;
  readonly world: FakeEnvironment;
  /** Waits for something that takes the cloud and the devices some time. */
  until(work: Promise<unknown>): Promise<void>;
}

/** Somebody in a call, in a browser and on a cloud in memory. */
async function createRig(): Promise<Rig> {
  const world = createFakeEnvironment();
  const cloud = createFakeCloud({
    clock: world.clock,
    media: {
      createTrack: (source, label) =>
        world.tracks.create({ kind: source === 'camera' || source === 'screen' ? 'video' : 'audio', label }),
    },
  });
  const adapter = fake(cloud);
  const session = createSession(adapter, { environment: world.environment });
  const app = new CallApp({
    session,
    adapter,
    provider: 'fake',
    carrier: 'pretend',
    room: 'studio',
    problems: [],
    development: false,
  });
  const until = async (work: Promise<unknown>): Promise<void> => {
    const progress = { done: false };
    const noted = work.finally(() => (progress.done = true));
    for (let step = 0; step < 200 && !progress.done; step += 1) await world.clock.advance(100);
    await noted;
  };
  await until(session.join({ room: 'studio', userId: 'ann', displayName: 'Ann' }));
  return { app, session, cloud, room: cloud.room('studio'), world, until };
}

beforeAll(async () => {
  await catalogue.use('en');
});

describe('what is told when something fails', () => {
  it.each(['camera', 'microphone'] as const)(
    'a %s that opens and is not published, with what to do',
    async (kind) => {
      const { app, cloud, until } = await createRig();
      cloud.plan('publish', { kind: 'refuse', code: 'forbidden' });
      await until(app.toggle(kind));
      expect(app.failedAction).toMatchObject({ what: kind, failure: { code: 'forbidden' } });
      if (!app.failedAction) return;
      const { title, next } = actionAdvice(app.failedAction);
      expect(title).toContain(`Your ${kind}`);
      expect(next).toContain('Press it again');
    },
  );

  it('a speaker of last time that is refused', async () => {
    const { app, until } = await createRig();
    await until(app.attempt('speaker', () => app.view.session.playback.setSpeaker('not-there')));
    expect(app.failedAction?.what).toBe('speaker');
  });

  it('a device that does not open is left to the help of its own', async () => {
    const { app, world, until } = await createRig();
    const camera = world.devices.list.find(({ kind }) => kind === 'videoinput');
    world.devices.setFault(camera?.deviceId ?? '', 'busy');
    await until(app.toggle('camera'));
    expect(app.camera.failure?.code).toBe('device-in-use');
    expect(app.failedAction).toBeUndefined();
  });

  it('the next try takes the sentence away', async () => {
    const { app, cloud, until } = await createRig();
    cloud.plan('publish', { kind: 'refuse', code: 'forbidden' });
    await until(app.toggle('camera'));
    await until(app.toggle('microphone'));
    expect(app.failedAction).toBeUndefined();
  });

  it('a raised hand that a newcomer was not told of, and nothing of one who has left', async () => {
    const { session, cloud, room, until } = await createRig();
    const told: string[] = [];
    const chat = new Chat(session, ({ code }) => told.push(code));
    chat.listen();
    await until(chat.toggleHand());
    cloud.plan('message', { kind: 'refuse', code: 'rate-limited' });
    room.addParticipant({ userId: 'bob', displayName: 'Bob' });
    await until(Promise.resolve());
    await until(session.sendMessage({ topic: 'chat', text: 'later' }));
    expect(told).toEqual(['rate-limited']);
  });

  it('no hand where a message reaches everybody or nobody: everybody is told again', async () => {
    const { session, cloud, room, until } = await createRig();
    const told: string[] = [];
    const chat = new Chat(session, ({ code }) => told.push(code));
    chat.listen();
    await until(chat.toggleHand());
    cloud.plan('message', { kind: 'refuse', code: 'unsupported' });
    room.addParticipant({ userId: 'bob', displayName: 'Bob' });
    await until(Promise.resolve());
    await until(session.sendMessage({ topic: 'chat', text: 'later' }));
    expect(told).toEqual([]);
  });
});
