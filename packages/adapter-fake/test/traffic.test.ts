import { getStats } from '@jackfield/core/stats';
import { createFakeClock } from '@jackfield/core/testing';
import { expect, it } from 'vitest';
import { nominalBitrates } from '../src/cloud/traffic.ts';
import { createCloud, createSide, settle } from './rig.ts';

const room = 'studio';

it('counts what is sent and received at the rate of its kind, and nothing of what is muted', async () => {
  const clock = createFakeClock();
  const cloud = createCloud({ clock });
  const zoe = cloud.room(room).addParticipant({ userId: 'zoe' });
  zoe.publish('microphone');
  zoe.publish('camera');
  const ann = createSide(cloud);
  await ann.session.microphone.enable();
  await ann.session.join({ room, userId: 'ann' });
  await ann.session.participant('p1')?.camera.subscribe();
  await settle(ann);
  const since = await getStats(ann.session);
  await clock.advance(1_000);
  const { media, connections } = await getStats(ann.session, { since });
  expect(
    media.map(({ direction, participantId, source, bitrate }) => [direction, participantId, source, bitrate]),
  ).toEqual([
    ['send', undefined, 'microphone', nominalBitrates.microphone],
    ['receive', 'p1', 'microphone', nominalBitrates.microphone],
    ['receive', 'p1', 'camera', nominalBitrates.high],
  ]);
  expect(media.map(({ packetsLost }) => packetsLost)).toEqual([0, 0, 0]);
  expect(connections.map(({ roundTripMs }) => roundTripMs)).toEqual([0]);

  zoe.setMuted('camera', true);
  await settle(ann);
  const muted = await getStats(ann.session);
  await clock.advance(1_000);
  const later = await getStats(ann.session, { since: muted });
  expect(later.media.find(({ source }) => source === 'camera')?.bitrate).toBe(0);
});
