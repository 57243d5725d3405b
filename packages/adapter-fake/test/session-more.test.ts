import type { Participant } from '@jackfield/core';
import { moderate } from '@jackfield/core/moderation';
import { resolveProfiles } from '@jackfield/core/profile';
import { describe, expect, it } from 'vitest';
import { createCloud, createSide, settle, type Side } from './rig.ts';

const room = 'studio';

/** What becomes of everybody's sources, by user and source. */
function subscriptions({ session }: Side): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { userId, sources } of session.participants.values()) {
    for (const { source, subscription } of Object.values(sources)) {
      found[`${userId} ${source}`] =
        subscription.status === 'not-subscribed' ? subscription.reason : subscription.status;
    }
  }
  return found;
}

describe('a vendor that limits subscriptions', () => {
  it('spends them on whom somebody looks at, and says of the rest why not', async () => {
    const cloud = createCloud();
    for (const userId of ['ada', 'bea', 'cai']) {
      cloud.room(room).addParticipant({ userId, sources: ['microphone', 'camera'] });
    }
    const ann = createSide(cloud, {}, { limits: { subscriptions: 2 } });
    await ann.session.join({ room, userId: 'ann' });
    await settle(ann);
    expect(subscriptions(ann)).toEqual({
      'ada microphone': 'subscribed',
      'bea microphone': 'subscribed',
      'cai microphone': 'limit',
      'ada camera': 'not-wanted',
      'bea camera': 'not-wanted',
      'cai camera': 'not-wanted',
    });
    const cai = [...ann.session.participants.values()].find(({ userId }) => userId === 'cai');
    const detach = ann.session.participant(cai?.id ?? '')?.camera.attach(ann.world.elements.createView());
    await settle(ann);
    expect(subscriptions(ann)).toMatchObject({
      'ada microphone': 'limit',
      'bea microphone': 'limit',
      'cai microphone': 'subscribed',
      'cai camera': 'subscribed',
    });
    detach?.();
    await ann.world.clock.advance(2_000);
    expect(subscriptions(ann)).toMatchObject({ 'cai camera': 'not-wanted', 'ada microphone': 'subscribed' });
  });

  it('gives a place to what the app asks for itself before all others', async () => {
    const cloud = createCloud();
    for (const userId of ['ada', 'bea']) cloud.room(room).addParticipant({ userId, sources: ['microphone'] });
    const ann = createSide(cloud, {}, { limits: { subscriptions: 1 } });
    await ann.session.join({ room, userId: 'ann' });
    await settle(ann);
    const bea = [...ann.session.participants.values()].find(({ userId }) => userId === 'bea');
    const pinned = ann.session.participant(bea?.id ?? '')?.microphone.subscribe();
    await settle(ann);
    await pinned;
    expect(subscriptions(ann)).toEqual({ 'ada microphone': 'limit', 'bea microphone': 'subscribed' });
  });
});

describe('moderation', () => {
  it('mutes, removes and closes', async () => {
    const cloud = createCloud();
    const ann = createSide(cloud);
    const ben = createSide(cloud);
    await ben.session.microphone.enable();
    await ann.session.join({ room, userId: 'ann' });
    await ben.session.join({ room, userId: 'ben' });
    await settle(ann, ben);
    const [target] = [...ann.session.participants.keys()];
    const participantId = target ?? '';
    await moderate(ann.session, { action: 'mute', participantId, source: 'microphone' });
    await settle(ann, ben);
    expect(ben.session.microphone.state.mutedBy).toBe('server');
    await moderate(ann.session, { action: 'kick', participantId });
    await settle(ann, ben);
    expect(ben.session.state).toMatchObject({ status: 'ended', reason: 'kicked' });
    await expect(moderate(ann.session, { action: 'kick', participantId })).rejects.toMatchObject({
      code: 'invalid-argument',
    });
    await moderate(ann.session, { action: 'close-room' });
    await settle(ann);
    expect(ann.session.state).toMatchObject({ status: 'ended', reason: 'room-closed' });
  });

  it('is refused where the vendor has none', async () => {
    const ann = createSide(createCloud(), {}, { capabilities: { moderation: [] } });
    await ann.session.join({ room, userId: 'ann' });
    expect(ann.session.can('moderate-close-room')).toBe(false);
    await expect(moderate(ann.session, { action: 'close-room' })).rejects.toMatchObject({
      code: 'unsupported',
    });
  });
});

describe('names that a vendor does not carry', () => {
  it('are asked of the app, and a failure is only a warning', async () => {
    const cloud = createCloud();
    const resolveProfile = (userId: string): Promise<{ displayName: string }> =>
      userId === 'zoe' ? Promise.resolve({ displayName: 'Zoe' }) : Promise.reject(new Error('No such user.'));
    const ann = createSide(cloud);
    resolveProfiles(ann.session, resolveProfile);
    await ann.session.join({ room, userId: 'ann' });
    for (const userId of ['zoe', 'yan']) cloud.room(room).addParticipant({ userId, displayName: '' });
    await settle(ann);
    expect([...ann.session.participants.values()].map(({ displayName }) => displayName)).toEqual(['Zoe', '']);
    expect(ann.log.filter((line) => line === 'warning')).toHaveLength(1);
  });
});

describe('a moderator and somebody whom the cloud plays', () => {
  it('mutes, unpublishes and removes', async () => {
    const cloud = createCloud();
    cloud.room(room).addParticipant({ userId: 'ada', sources: ['microphone', 'camera'] });
    const ann = createSide(cloud);
    await ann.session.join({ room, userId: 'ann' });
    await settle(ann);
    const ada = (): Participant | undefined =>
      [...ann.session.participants.values()].find(({ userId }) => userId === 'ada');
    const participantId = ada()?.id ?? '';
    await moderate(ann.session, { action: 'mute', participantId, source: 'microphone' });
    await settle(ann);
    expect(ada()?.sources.microphone?.muted).toBe(true);
    await moderate(ann.session, { action: 'unpublish', participantId, source: 'camera' });
    await settle(ann);
    expect(ada()?.sources.camera).toBeUndefined();
    await moderate(ann.session, { action: 'kick', participantId });
    await settle(ann);
    expect(ada()).toBeUndefined();
  });
});
