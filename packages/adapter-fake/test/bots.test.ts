import { createFakeClock, createFakeEnvironment } from '@jackfield/core/testing';
import { describe, expect, it } from 'vitest';
import { addBots } from '../src/index.ts';
import { createCloud, createSide, settle } from './rig.ts';

const room = 'studio';

/** What an app hears of a crowd in a minute of the cloud's time. */
async function minuteOf(seed: number): Promise<readonly string[]> {
  const clock = createFakeClock();
  const cloud = createCloud({ seed, clock });
  const ann = createSide(cloud);
  await ann.session.join({ room, userId: 'ann' });
  const end = addBots(cloud, room, { count: 8, everyMs: 500 });
  for (let second = 0; second < 60; second += 1) {
    await clock.advance(1_000);
    await settle(ann);
  }
  end();
  await settle(ann);
  expect(ann.session.participants.size).toBe(0);
  expect(clock.pending).toBe(0);
  return ann.log;
}

describe('a crowd of bots', () => {
  it('comes, talks, shares, writes and goes, and leaves nothing behind', async () => {
    const log = (await minuteOf(7)).join('\n');
    for (const name of ['participant-joined', 'participant-left', 'source-muted', 'message-received']) {
      expect(log).toContain(name);
    }
    expect(log).toMatch(/source-published bot-\d+ screen/);
  });

  it('is there from the start as far as it is told', () => {
    const cloud = createCloud();
    const end = addBots(cloud, room, { count: 5, present: 4 });
    expect(cloud.room(room).userIds).toEqual(['bot-1', 'bot-2', 'bot-3', 'bot-4']);
    end();
    expect(cloud.room(room).userIds).toEqual([]);
  });

  it('is the same for the same seed, and another one for another', async () => {
    const first = await minuteOf(3);
    expect(await minuteOf(3)).toEqual(first);
    expect(await minuteOf(4)).not.toEqual(first);
  });
});

describe('a fake cloud', () => {
  it('sends a video in the layer that fills the size in which it is shown', async () => {
    const cloud = createCloud();
    const zoe = cloud.room(room).addParticipant({ userId: 'zoe', sources: ['camera'] });
    const ann = createSide(cloud);
    await ann.session.join({ room, userId: 'ann' });
    const [id] = [...ann.session.participants.keys()];
    expect(zoe.layerFor('ann', 'camera')).toBeUndefined();
    const view = ann.world.elements.createView();
    ann.session.participant(id ?? '')?.camera.attach(view);
    await settle(ann);
    ann.world.page.setVisibility(view, { visible: true, width: 300, height: 168 });
    // A size that changes is asked for once it rests.
    await ann.world.clock.advance(1_000);
    expect(zoe.layerFor('ann', 'camera')).toBe('low');
    ann.world.page.setVisibility(view, { visible: true, width: 1200, height: 800 });
    await ann.world.clock.advance(1_000);
    expect(zoe.layerFor('ann', 'camera')).toBe('high');
  });

  it('holds a thousand participants', async () => {
    const cloud = createCloud();
    for (let index = 0; index < 1000; index += 1) {
      cloud.room(room).addParticipant({ userId: `u${String(index)}`, sources: ['microphone'] });
    }
    const ann = createSide(cloud);
    await ann.session.join({ room, userId: 'ann' });
    await settle(ann);
    expect(ann.session.participants.size).toBe(1000);
    const heard = [...ann.session.participants.values()].filter(
      ({ sources }) => sources.microphone?.subscription.status === 'subscribed',
    );
    expect(heard).toHaveLength(1000);
    await ann.session.dispose();
    expect(ann.world.leaks()).toEqual(createFakeEnvironment().leaks());
  });
});
