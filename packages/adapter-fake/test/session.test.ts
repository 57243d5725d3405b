import { isRtcError } from '@jackfield/core';
import { createFakeEnvironment } from '@jackfield/core/testing';
import { describe, expect, it } from 'vitest';
import { createCloud, createSide, settle } from './rig.ts';

const room = 'studio';

describe('a session over the fake cloud', () => {
  it('meets who is there and who comes', async () => {
    const cloud = createCloud();
    cloud.room(room).addParticipant({ userId: 'zoe', sources: ['microphone'] });
    const ann = createSide(cloud);
    await ann.session.join({ room, userId: 'ann' });
    expect([...ann.session.participants.values()].map(({ userId, existing }) => [userId, existing])).toEqual([
      ['zoe', true],
    ]);
    const ben = createSide(cloud);
    await ben.session.join({ room, userId: 'ben', displayName: 'Ben' });
    await settle(ann, ben);
    expect(ann.log).toEqual([
      'state-changed joining',
      'state-changed joined',
      'participant-joined zoe',
      'source-published zoe microphone',
      'source-subscribed zoe microphone',
      'participant-joined ben',
    ]);
    expect([...ben.session.participants.values()].map(({ userId }) => userId)).toEqual(['zoe', 'ann']);
  });

  it('publishes what was enabled before the join, and subscribes to a picture while it is attached', async () => {
    const cloud = createCloud();
    const ann = createSide(cloud);
    const ben = createSide(cloud);
    await ann.session.camera.enable();
    await ann.session.microphone.enable();
    await Promise.all([ann.session.join({ room, userId: 'ann' }), ben.session.join({ room, userId: 'ben' })]);
    await settle(ann, ben);
    expect(ann.session.camera.state.publication.status).toBe('published');
    const [remote] = [...ben.session.participants.values()];
    expect(remote?.sources.camera?.subscription).toEqual({ status: 'not-subscribed', reason: 'not-wanted' });
    const view = ben.world.elements.createView();
    const detach = ben.session.participant(remote?.id ?? '')?.camera.attach(view);
    await settle(ann, ben);
    expect(ben.log).toContain('source-subscribed ann camera');
    expect(view.srcObject).not.toBeNull();
    detach?.();
    expect(view.srcObject).toBeNull();
  });

  it('is silent on the wire as soon as it is muted', async () => {
    const cloud = createCloud();
    const ann = createSide(cloud);
    await ann.session.microphone.enable();
    await ann.session.join({ room, userId: 'ann' });
    expect(cloud.room(room).hears('ann', 'microphone')).toBe(true);
    const muted = ann.session.microphone.mute();
    expect(cloud.room(room).hears('ann', 'microphone')).toBe(false);
    await muted;
    expect(cloud.room(room).published('ann')).toEqual([
      { source: 'microphone', muted: true, hasTrack: true },
    ]);
    await ann.session.microphone.unmute();
    expect(cloud.room(room).hears('ann', 'microphone')).toBe(true);
  });

  it('lets the camera go when it is muted and brings it back', async () => {
    const cloud = createCloud();
    const ann = createSide(cloud);
    await ann.session.camera.enable();
    await ann.session.join({ room, userId: 'ann' });
    await ann.session.camera.mute();
    expect(ann.world.devices.open).toEqual([]);
    expect(cloud.room(room).published('ann')).toEqual([{ source: 'camera', muted: true, hasTrack: false }]);
    await ann.session.camera.unmute();
    expect(cloud.room(room).hears('ann', 'camera')).toBe(true);
  });

  it('withdraws everything of somebody who goes, in order', async () => {
    const cloud = createCloud();
    const zoe = cloud.room(room).addParticipant({ userId: 'zoe', sources: ['microphone', 'camera'] });
    const ann = createSide(cloud);
    await ann.session.join({ room, userId: 'ann' });
    await settle(ann);
    ann.log.length = 0;
    zoe.leave({ withoutUnpublish: true });
    await settle(ann);
    expect(ann.log).toEqual([
      'source-unsubscribed zoe microphone',
      'source-unpublished zoe microphone',
      'source-unpublished zoe camera',
      'participant-left zoe',
    ]);
    expect(ann.session.participants.size).toBe(0);
  });

  it('ends once and can join again', async () => {
    const cloud = createCloud();
    const ann = createSide(cloud);
    await ann.session.join({ room, userId: 'ann' });
    await ann.session.leave();
    expect(ann.session.state).toEqual({ status: 'ended', reason: 'left', error: undefined });
    expect(cloud.room(room).userIds).toEqual([]);
    await ann.session.join({ room, userId: 'ann' });
    expect(ann.session.state.status).toBe('joined');
    await ann.session.dispose();
    expect(ann.world.leaks()).toEqual(createFakeEnvironment().leaks());
  });

  it('rejects a second join without touching the vendor', async () => {
    const cloud = createCloud();
    const ann = createSide(cloud);
    const first = ann.session.join({ room, userId: 'ann' });
    await expect(ann.session.join({ room, userId: 'ann' })).rejects.toMatchObject({ code: 'invalid-state' });
    await first;
    expect(cloud.room(room).userIds).toEqual(['ann']);
  });

  it('ends at once when it leaves during a join, and the late success disturbs nothing', async () => {
    const cloud = createCloud();
    const release = cloud.plan('join', { kind: 'hold' });
    const ann = createSide(cloud);
    const joining = ann.session.join({ room, userId: 'ann' }).catch((error: unknown) => error);
    await settle(ann);
    const leaving = ann.session.leave();
    expect(ann.session.state).toMatchObject({ status: 'ended', reason: 'left' });
    const error = await joining;
    expect(isRtcError(error) && error.code).toBe('aborted');
    release();
    await leaving;
    expect(cloud.room(room).userIds).toEqual([]);
    await ann.session.join({ room, userId: 'ann' });
    expect(cloud.room(room).userIds).toEqual(['ann']);
  });

  it('times out a join that never settles and is idle again', async () => {
    const cloud = createCloud();
    cloud.plan('join', { kind: 'hold' });
    const ann = createSide(cloud);
    const joining = ann.session.join({ room, userId: 'ann' }).catch((error: unknown) => error);
    await ann.world.clock.advance(15_000);
    expect(await joining).toMatchObject({ code: 'timeout' });
    expect(ann.session.state).toEqual({ status: 'idle' });
    const again = ann.session.join({ room, userId: 'ann' });
    await ann.world.clock.advance(10_000);
    await again;
    expect(ann.session.state.status).toBe('joined');
  });

  it('survives whatever a vendor rejects with', async () => {
    const circular: Record<string, unknown> = {};
    circular['data'] = circular;
    for (const value of [undefined, 'no', circular, new DOMException('gone', 'NetworkError')]) {
      const cloud = createCloud();
      cloud.plan('join', { kind: 'reject', value });
      const ann = createSide(cloud);
      const error: unknown = await ann.session.join({ room, userId: 'ann' }).catch((each: unknown) => each);
      expect(isRtcError(error)).toBe(true);
      expect(ann.session.state).toEqual({ status: 'idle' });
      await ann.session.join({ room, userId: 'ann' });
    }
  });

  it('keeps the same people over a restart with new ids', async () => {
    const cloud = createCloud();
    cloud.room(room).addParticipant({ userId: 'zoe', sources: ['microphone'] });
    const ann = createSide(cloud);
    await ann.session.microphone.enable();
    await ann.session.join({ room, userId: 'ann' });
    await settle(ann);
    const before = [...ann.session.participants.keys()];
    ann.log.length = 0;
    cloud.network.cut(room, 'ann');
    await settle(ann);
    expect(ann.session.state.status).toBe('reconnecting');
    cloud.network.restore(room, 'ann', { mode: 'restarted' });
    await settle(ann);
    expect(ann.session.state.status).toBe('joined');
    expect([...ann.session.participants.keys()]).toEqual(before);
    expect(ann.log.filter((line) => line.startsWith('participant'))).toEqual([]);
    expect(cloud.room(room).hears('ann', 'microphone')).toBe(true);
    expect(ann.session.microphone.state.publication.status).toBe('published');
  });

  it('gives a reconnecting call up after its bound', async () => {
    const cloud = createCloud();
    const ann = createSide(cloud);
    await ann.session.join({ room, userId: 'ann' });
    cloud.network.cut(room, 'ann');
    await settle(ann);
    await ann.world.clock.advance(90_000);
    expect(ann.session.state).toMatchObject({ status: 'ended', reason: 'connection-lost' });
  });

  it.each(['kicked', 'replaced', 'room-closed', 'server-shutdown'] as const)('ends as %s', async (reason) => {
    const cloud = createCloud();
    const ann = createSide(cloud);
    await ann.session.join({ room, userId: 'ann' });
    cloud.room(room).end('ann', reason);
    await settle(ann);
    expect(ann.session.state).toMatchObject({ status: 'ended', reason });
    expect(ann.log.filter((line) => line === 'state-changed ended')).toHaveLength(1);
  });

  it('throws the older session out and lets the newer one in', async () => {
    const cloud = createCloud();
    const first = createSide(cloud);
    const second = createSide(cloud);
    await first.session.join({ room, userId: 'ann' });
    await second.session.join({ room, userId: 'ann' });
    await settle(first, second);
    expect(first.session.state).toMatchObject({ status: 'ended', reason: 'replaced' });
    expect(second.session.state.status).toBe('joined');
    expect(cloud.room(room).userIds).toEqual(['ann']);
  });

  it('takes a server mute as its own intent', async () => {
    const cloud = createCloud();
    const ann = createSide(cloud);
    await ann.session.microphone.enable();
    await ann.session.join({ room, userId: 'ann' });
    cloud.room(room).muteByServer('ann', 'microphone');
    await settle(ann);
    expect(ann.session.microphone.state).toMatchObject({ muted: true, mutedBy: 'server' });
    expect(cloud.room(room).hears('ann', 'microphone')).toBe(false);
  });

  it('carries messages and refuses those that are too large', async () => {
    const cloud = createCloud();
    const ann = createSide(cloud);
    const ben = createSide(cloud);
    await ann.session.join({ room, userId: 'ann' });
    await ben.session.join({ room, userId: 'ben' });
    const got = new Promise((resolve) => ben.session.on('message-received', resolve));
    await ann.session.sendMessage({ topic: 'chat', text: '<b>hi</b>' });
    expect(await got).toMatchObject({ userId: 'ann', topic: 'chat', text: '<b>hi</b>' });
    const large = { topic: 'chat', text: 'x'.repeat(16_385) };
    await expect(ann.session.sendMessage(large)).rejects.toMatchObject({ code: 'invalid-argument' });
  });
});
