import { expect, test } from 'vitest';
import { watchDevices } from '../../src/devices.ts';
import { createSession } from '../../src/index.ts';
import { watchLevels } from '../../src/levels.ts';
import { createViewer } from '../../src/viewer.ts';
import { FakeVideoView } from '../../src/testing.ts';
import { createStubVendor } from '../session/stub-vendor.ts';

// These tests run in Node: there is no window, as in server rendering.
test('a session without a window can be made, read and disposed, and nothing of it is left', async () => {
  expect(typeof window).toBe('undefined');
  const { adapter } = createStubVendor();
  for (const session of [createSession(adapter), createViewer(adapter)]) {
    const { snapshot, state, participants, playback } = session;
    expect([state.status, snapshot.participants.size, participants.size]).toEqual(['idle', 0, 0]);
    expect([playback.blocked, playback.speakerId, session.can('publish-camera')]).toEqual([false, '', false]);
    session.on('state-changed', () => undefined)();
    session.subscribe(() => undefined)();
    watchLevels(session, () => undefined)();
    await session.leave();
    await session.dispose();
    expect(session.state.status).toBe('ended');
  }
});

test('what needs a browser says so, and its devices are none', async () => {
  const session = createSession(createStubVendor().adapter);
  await expect(session.camera.enable()).rejects.toMatchObject({ code: 'insecure-context' });
  await expect(session.screen.enable()).rejects.toMatchObject({ code: 'insecure-context' });
  await expect(session.playback.setSpeaker('any')).rejects.toMatchObject({ code: 'not-supported' });
  expect(() => session.camera.attach(new FakeVideoView())).toThrow(
    expect.objectContaining({ code: 'not-supported' }),
  );
  expect(await watchDevices().refresh()).toMatchObject({ ready: true, cameras: [], speakers: [] });
  await session.dispose();
});
