import { startLivekitServer } from '@jackfield/livekit-server';
import { findRedisServer, redisRemedy, startRedisServer } from '@jackfield/redis-server';
import { RoomServiceClient } from 'livekit-server-sdk';
import { expect, onTestFinished, test } from 'vitest';
import { hears, sees } from './support/expectations.ts';
import { Lab } from './support/lab.ts';

const title = 'people who come by two nodes with one Redis are in one room';
const ann = { userId: 'ann', hue: 0, tone: 500 };
const bob = { userId: 'bob', hue: 240, tone: 1200 };
const timeout = 20_000;

if (findRedisServer() === undefined) {
  const why = `NOT RUN: ${title}. To run it: ${redisRemedy}.`;
  console.warn(why);
  test(title, (context) => {
    expect(['true', '1'].includes(process.env['CI'] ?? ''), why).toBe(false);
    context.skip(why);
  });
} else {
  test(title, async () => {
    const redis = await startRedisServer();
    onTestFinished(() => redis.stop());
    const lab = await Lab.open({ redis: redis.address });
    onTestFinished(() => lab.close());
    const { apiKey, apiSecret } = lab.server;
    const node = await startLivekitServer({ redis: redis.address, keys: { apiKey, apiSecret } });
    onTestFinished(() => node.stop());
    const room = 'two-nodes';
    const publish = ['camera', 'microphone'] as const;
    const [here, there] = await Promise.all([lab.rig(), lab.rig()]);
    expect(await here.join(await lab.ticket({ room, ...ann, publish }))).toBeUndefined();
    const ticket = await lab.ticket({ room, ...bob, publish });
    expect(await there.join({ ...ticket, url: node.url })).toBeUndefined();
    await sees(here, bob);
    await hears(here, bob);
    await sees(there, ann);
    await hears(there, ann);
    expect(await there.say('chat', 'from the other node')).toBeUndefined();
    await expect
      .poll(async () => (await here.messages()).map(({ text }) => text), { timeout })
      .toEqual(['from the other node']);
    // Each node answers for the room, wherever it lives.
    for (const { url } of [lab.server, node]) {
      const api = new RoomServiceClient(url.replace('ws:', 'http:'), apiKey, apiSecret);
      const people = await api.listParticipants(room);
      expect(people.map(({ identity }) => identity).sort()).toEqual(['ann', 'bob']);
    }
    const api = new RoomServiceClient(node.url.replace('ws:', 'http:'), apiKey, apiSecret);
    await api.removeParticipant(room, 'ann');
    await expect.poll(async () => (await here.states()).at(-1), { timeout }).toBe('ended: kicked');
    await expect.poll(() => there.people(), { timeout }).toEqual([]);
  });
}
