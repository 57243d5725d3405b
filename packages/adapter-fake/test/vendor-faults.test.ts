import { isRtcError } from '@jackfield/core';
import { createFakeEnvironment } from '@jackfield/core/testing';
import { describe, expect, it } from 'vitest';
import { bareRequest as request, createCloud, createDriver, createSide, settle, type Side } from './rig.ts';

const room = 'studio';

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => (isRtcError(error) ? error.code : error),
  );
}

/** Ann in a call with Zoe, whom she hears. */
async function createCall(): Promise<{
  readonly ann: Side;
  readonly cloud: ReturnType<typeof createCloud>;
  readonly zoe: ReturnType<ReturnType<ReturnType<typeof createCloud>['room']>['addParticipant']>;
}> {
  const cloud = createCloud();
  const zoe = cloud.room(room).addParticipant({ userId: 'zoe', sources: ['microphone'] });
  const ann = createSide(cloud);
  await ann.session.microphone.enable();
  await ann.session.join({ room, userId: 'ann' });
  await settle(ann);
  ann.log.length = 0;
  return { ann, cloud, zoe };
}

describe('a join', () => {
  it('that is refused after a while leaves no rejection to itself', async () => {
    const { clock } = createSide(createCloud()).world;
    const cloud = createCloud({ clock, latencyMs: [400, 400] });
    cloud.plan('join', { kind: 'refuse', code: 'room-full' });
    const slow = createSide(cloud);
    const refused = errorOf(slow.session.join({ room, userId: 'ann' }));
    // Between two turns of the loop Node tells of rejections that nobody listens to, and the run fails.
    await new Promise((resolve) => setTimeout(resolve, 0));
    await clock.advance(400);
    expect(await refused).toBe('room-full');
  });

  it('takes as long as the latency says', async () => {
    const ann = createSide(createCloud());
    const { clock } = ann.world;
    const slow = createSide(createCloud({ clock, latencyMs: [400, 400] }));
    const joined = slow.session.join({ room, userId: 'ann' });
    await clock.advance(399);
    expect(slow.session.state.status).toBe('joining');
    await clock.advance(1);
    await joined;
    expect(slow.session.state.status).toBe('joined');
  });

  it('takes real time where the cloud has no clock of its own', async () => {
    const ann = createSide(createCloud({ latencyMs: [5, 5] }));
    const begin = performance.now();
    await ann.session.join({ room, userId: 'ann' });
    expect(performance.now() - begin).toBeGreaterThanOrEqual(4);
    await ann.session.dispose();
  });

  it('is refused with the code that is planned', async () => {
    const cloud = createCloud();
    const ann = createSide(cloud);
    cloud.plan('join', { kind: 'refuse', code: 'room-full', vendorCode: 4711 });
    await expect(ann.session.join({ room, userId: 'ann' })).rejects.toMatchObject({
      code: 'room-full',
      vendorCode: 4711,
    });
  });

  it('ends in a kick before it has resolved', async () => {
    const cloud = createCloud();
    const ann = createSide(cloud);
    cloud.plan('join', { kind: 'end', reason: 'kicked' });
    expect(await errorOf(ann.session.join({ room, userId: 'ann' }))).toBe('kicked');
    expect(ann.session.state.status).toBe('idle');
    expect(cloud.room(room).userIds).toEqual([]);
    await ann.session.join({ room, userId: 'ann' });
    expect(cloud.room(room).userIds).toEqual(['ann']);
  });

  it('throws before there is a promise, and only as often as is planned', async () => {
    const cloud = createCloud();
    const ann = createSide(cloud);
    let thrown: unknown;
    cloud.plan('join', { kind: 'throw', value: new Error('not initialised') });
    const { driver } = createDriver(cloud);
    try {
      void driver.doJoin({ ...request, signal: new AbortController().signal });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toEqual(new Error('not initialised'));
    await ann.session.join({ room, userId: 'ann' });
  });
});

describe('the roster', () => {
  it.each(['before', 'with', 'after'] as const)('is told %s the promise', async (rosterArrives) => {
    const { clock } = createFakeEnvironment();
    const cloud = createCloud({ clock });
    cloud.room(room).addParticipant({ userId: 'zoe' });
    const { driver, facts } = createDriver(cloud, { rosterArrives });
    const joining = driver.doJoin({ ...request, signal: new AbortController().signal });
    let atJoin = -1;
    const { roster } = await joining.then((result) => {
      atJoin = facts.length;
      return result;
    });
    await clock.advance(1);
    expect({ roster: roster.length, atJoin, later: facts.length }).toEqual(
      {
        before: { roster: 0, atJoin: 1, later: 1 },
        with: { roster: 1, atJoin: 0, later: 0 },
        after: { roster: 0, atJoin: 0, later: 1 },
      }[rosterArrives],
    );
  });
});

describe('events', () => {
  it('of a publication come before those of its owner', async () => {
    const { ann, cloud } = await createCall();
    cloud.planEvent('participantJoined', 'delay-behind-next', { userId: 'ann' });
    cloud.room(room).addParticipant({ userId: 'yan', sources: ['camera'] });
    await settle(ann);
    expect(ann.log).toEqual(['participant-joined yan', 'source-published yan camera']);
  });

  it('of somebody who leaves come without those of their sources', async () => {
    const { ann, zoe } = await createCall();
    zoe.leave({ withoutUnpublish: true });
    await settle(ann);
    expect(ann.log).toEqual([
      'source-unsubscribed zoe microphone',
      'source-unpublished zoe microphone',
      'participant-left zoe',
    ]);
  });

  it('get lost, and come twice', async () => {
    const { ann, cloud, zoe } = await createCall();
    cloud.planEvent('sourceMuted', 'drop');
    zoe.setMuted('microphone', true);
    await settle(ann);
    expect(ann.log).toEqual([]);
    cloud.planEvent('messageReceived', 'duplicate');
    zoe.sendMessage('chat', 'hello');
    await settle(ann);
    expect(ann.log).toEqual(['message-received', 'message-received']);
  });

  it('come while a driver is being disposed', async () => {
    const cloud = createCloud();
    const { driver, facts } = createDriver(cloud);
    await driver.doJoin({ ...request, signal: new AbortController().signal });
    cloud.plan('dispose', { kind: 'talk' });
    driver.dispose();
    expect(facts).toEqual(['participantJoined']);
  });
});

describe('the connection', () => {
  it('is cut for a while and resumes, and the plan outlives whoever leaves', async () => {
    const cloud = createCloud();
    const ann = createSide(cloud);
    const { clock } = ann.world;
    const timed = createCloud({ clock });
    const ben = createSide(timed);
    await ben.session.join({ room, userId: 'ben' });
    const back = timed.network.cutFor(room, 'ben', 5_000);
    await settle(ben);
    expect(ben.session.state.status).toBe('reconnecting');
    await clock.advance(5_000);
    await back;
    await settle(ben);
    expect(ben.session.state.status).toBe('joined');
    const again = timed.network.cutFor(room, 'ben', 5_000);
    await ben.session.leave();
    await clock.advance(5_000);
    await expect(again).resolves.toBeUndefined();
  });
});

describe('media', () => {
  it('is published without effect', async () => {
    const { ann, cloud } = await createCall();
    cloud.plan('publish', { kind: 'ignore' });
    await ann.session.camera.enable();
    expect(ann.session.camera.state.publication.status).toBe('published');
    expect(
      cloud
        .room(room)
        .published('ann')
        .map(({ source }) => source),
    ).toEqual(['microphone']);
  });

  it('is subscribed without a track, late, or under another track', async () => {
    const { ann, cloud, zoe } = await createCall();
    const stream = [...ann.session.participants.keys()]
      .map((id) => ann.session.participant(id)?.microphone.mediaStream)
      .at(0);
    const [before] = stream?.getTracks() ?? [];
    zoe.replaceTrack('microphone');
    await settle(ann);
    expect(stream?.getTracks()).toHaveLength(1);
    expect(stream?.getTracks()[0]).not.toBe(before);

    const release = cloud.plan('subscribe', { kind: 'hold' }, { times: Infinity });
    cloud.room(room).addParticipant({ userId: 'yan', sources: ['microphone'] });
    await settle(ann);
    expect(ann.log).not.toContain('source-subscribed yan microphone');
    release();
    await settle(ann);
    expect(ann.log).toContain('source-subscribed yan microphone');

    cloud.plan('subscribe', { kind: 'ignore' });
    cloud.room(room).addParticipant({ userId: 'xia', sources: ['microphone'] });
    await settle(ann);
    await ann.world.clock.advance(10_000);
    expect(ann.log).toContain('subscription-failed xia microphone');
  });

  it('is refused by the browser where the SDK plays by itself', async () => {
    const cloud = createCloud();
    cloud.room(room).addParticipant({ userId: 'zoe', sources: ['microphone'] });
    const ann = createSide(cloud, {}, { capabilities: { remoteAudio: 'sdk-played' } });
    await ann.session.join({ room, userId: 'ann' });
    await settle(ann);
    cloud.room(room).blockPlayback('ann');
    await settle(ann);
    expect(ann.session.playback.blocked).toBe(true);
    expect(cloud.room(room).output('ann').audible).toEqual([]);
    await ann.session.playback.resume();
    expect(cloud.room(room).output('ann').audible).toEqual([
      { userId: 'zoe', source: 'microphone', volume: 1 },
    ]);
  });
});

describe('messages', () => {
  it('get lost as often as the loss rate says, the same ones for the same seed', async () => {
    const arrived = async (seed: number, reliable: boolean): Promise<readonly string[]> => {
      const cloud = createCloud({ seed, lossRate: 0.3 });
      const zoe = cloud.room(room).addParticipant({ userId: 'zoe' });
      const messages = { maxBytes: 1_000, directed: false, reliable };
      const ann = createSide(cloud, {}, { capabilities: { messages } });
      const texts: string[] = [];
      ann.session.on('message-received', ({ text }) => texts.push(text));
      await ann.session.join({ room, userId: 'ann' });
      for (let index = 0; index < 200; index += 1) zoe.sendMessage('chat', String(index));
      await settle(ann);
      return texts;
    };
    const first = await arrived(7, false);
    expect(first.length).toBeGreaterThan(110);
    expect(first.length).toBeLessThan(170);
    expect(await arrived(7, false)).toEqual(first);
    expect(await arrived(8, false)).not.toEqual(first);
    expect(await arrived(7, true)).toHaveLength(200);
  });
});

describe('credentials', () => {
  it('are about to end, and have ended', async () => {
    const { ann, cloud } = await createCall();
    cloud.plan('renew-credential', { kind: 'refuse', code: 'forbidden' });
    cloud.room(room).expireCredential('ann', 30_000);
    await settle(ann);
    expect(ann.log).toEqual(['warning']);
    cloud.room(room).end('ann', 'credential-expired', { vendorHasLeft: true });
    await settle(ann);
    expect(ann.session.state).toMatchObject({ status: 'ended', reason: 'credential-expired' });
  });
});
