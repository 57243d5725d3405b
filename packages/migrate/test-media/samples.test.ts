import { expect, test } from 'vitest';
import { cloud, credentials } from './cloud.ts';

const tile = (selector: string): HTMLVideoElement | undefined =>
  document.querySelector<HTMLVideoElement>(selector) ?? undefined;

test('the migrated app of livekit-client joins, shows who is there, and leaves', async () => {
  cloud
    .room('studio')
    .addParticipant({ userId: 'zoe', displayName: 'Zoe', sources: ['camera', 'microphone'] });
  const { enter, press, room } = await import('../samples/livekit/after.ts');
  const claims = { sub: 'ann', name: 'Ann', video: { room: 'studio' } };
  await enter('wss://calls.example', `x.${btoa(JSON.stringify(claims))}.x`);
  expect(credentials).toContainEqual(expect.objectContaining({ url: 'wss://calls.example' }));
  expect(room.snapshot.self).toMatchObject({ room: 'studio', userId: 'ann', displayName: 'Ann' });
  expect(room.camera.state.publication.status).toBe('published');
  await expect.poll(() => tile('video[title="zoe"]')?.videoWidth ?? 0).toBeGreaterThan(0);

  await press('camera', false);
  expect(room.camera.state.muted).toBe(true);
  await press('camera', true);
  expect(room.camera.state.muted).toBe(false);
  await press('leave', true);
  expect(room.state.status).toBe('ended');
  expect(document.querySelector('p')?.textContent).toBe('The call is over.');
  expect(tile('video[title="zoe"]')).toBeUndefined();
});

test('the migrated app of aliyun-webrtc-sdk previews, joins, shows, switches the camera off alone, and leaves', async () => {
  const room = cloud.room('channel');
  const bob = room.addParticipant({ userId: 'bob', displayName: 'Bob', sources: ['camera', 'microphone'] });
  const { engine, enter, leave, preview, setCamera, setMicrophone } =
    await import('../samples/aliyun/after.js');
  const video = document.createElement('video');
  document.body.append(video);
  await preview(video);
  await expect.poll(() => video.videoWidth).toBeGreaterThan(0);
  const auth = {
    appid: 'a',
    channel: 'channel',
    userid: 'ann',
    nonce: 'AK-1',
    timestamp: 9_999_999_999,
    token: 't',
    gslb: ['https://x'],
  };
  await enter(auth, 'Ann');
  expect(credentials).toContainEqual(
    expect.objectContaining({ appId: 'a', channelId: 'channel', userId: 'ann' }),
  );
  await expect.poll(() => tile('#tile-bob')?.videoWidth ?? 0).toBeGreaterThan(0);

  await setCamera(false);
  expect(engine.camera.state.enabled).toBe(false);
  expect(engine.microphone.state.publication.status).toBe('published');
  await setCamera(true);
  setMicrophone(false);
  expect(engine.microphone.state.muted).toBe(true);
  bob.leave();
  await expect.poll(() => tile('#tile-bob')).toBeUndefined();
  await leave();
  expect(engine.state.status).toBe('ended');
});
