import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { createSession } from '@jackfield/core';
import { mount, unmount } from 'svelte';
import { expect, it, vi } from 'vitest';
import { SessionView } from '../src/index.ts';
import Tiles from './Tiles.svelte';

const waiting = { timeout: 10_000, interval: 20 };

it('shows people as they come, see and go, and leaves nothing behind when it is unmounted', async () => {
  const cloud = createFakeCloud();
  const session = createSession(fake(cloud));
  let listeners = 0;
  const subscribe = session.subscribe.bind(session);
  session.subscribe = (listener) => {
    listeners += 1;
    const undo = subscribe(listener);
    return () => {
      listeners -= 1;
      undo();
    };
  };
  const app = mount(Tiles, { target: document.body, props: { view: new SessionView(session) } });
  await session.camera.enable();
  await session.join({ room: 'studio', userId: 'ann' });
  const zoe = cloud.room('studio').addParticipant({ userId: 'zoe', displayName: 'Zoe', sources: ['camera'] });
  const video = (name: string): HTMLVideoElement | null =>
    document.querySelector<HTMLVideoElement>(`video[aria-label="${name}"]`);
  const item = (): string => document.querySelector('li')?.textContent.trim() ?? '';

  await vi.waitFor(() => {
    expect(video('Zoe')?.videoWidth).toBeGreaterThan(0);
    expect(video('preview')?.videoWidth).toBeGreaterThan(0);
  }, waiting);
  expect(document.querySelector('[role=status]')?.textContent).toBe('joined');
  expect(item()).toBe('camera on');
  const tile = video('Zoe');

  zoe.setMuted('camera', true);
  await vi.waitFor(() => expect(item()).toBe('camera off'), waiting);
  expect(video('Zoe'), 'the element stays').toBe(tile);
  expect(listeners).toBeGreaterThan(0);

  const preview = video('preview');
  await unmount(app);
  await vi.waitFor(() => expect(listeners).toBe(0), waiting);
  expect([tile?.srcObject, preview?.srcObject]).toEqual([null, null]);
  expect(document.querySelectorAll('video')).toHaveLength(0);
  await session.dispose();
});
