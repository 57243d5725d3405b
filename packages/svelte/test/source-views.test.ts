import { describe, expect, it } from 'vitest';
import { SessionView, type ParticipantView } from '../src/index.ts';
import { observe } from './observe.svelte.ts';
import { createRig, type Rig } from './rig.ts';

async function withZoe(): Promise<{
  rig: Rig;
  zoe: ReturnType<Rig['room']['addParticipant']>;
  person: ParticipantView;
}> {
  const rig = createRig();
  const zoe = rig.room.addParticipant({ userId: 'zoe', sources: ['microphone', 'camera'] });
  await rig.join();
  const [person] = new SessionView(rig.session).people;
  if (!person) throw new Error('Nobody is there.');
  return { rig, zoe, person };
}

describe('RemoteSourceView', () => {
  it('follows one source of one person', async () => {
    const { rig, zoe, person } = await withZoe();
    const { values, unmount } = observe(
      () => `${String(person.camera.published)} ${String(person.camera.muted)}`,
    );
    zoe.setMuted('camera', true);
    await rig.settle();
    zoe.unpublish('camera');
    await rig.settle();
    expect(values).toEqual(['true false', 'true true', 'false true']);
    unmount();
    await rig.settle();
    expect(rig.listeners()).toBe(0);
  });

  it('says when there is a picture to show, and how far its subscription is', async () => {
    const { rig, zoe, person } = await withZoe();
    const element = rig.world.elements.createView();
    const seen = observe(
      () =>
        `${person.camera.subscription?.status ?? 'none'} ${person.camera.render} ${String(person.camera.visible)}`,
    );
    const detach = person.handle.camera.attach(element);
    await rig.settle();
    expect(seen.values.at(-1)).toBe('subscribed waiting false');
    element.showFrame();
    await rig.settle();
    expect(seen.values.at(-1)).toBe('subscribed playing true');
    zoe.setMuted('camera', true);
    await rig.settle();
    expect(person.camera.visible).toBe(false);
    detach();
    zoe.unpublish('camera');
    await rig.settle();
    expect(seen.values.at(-1)).toBe('none none false');
    expect(person.camera.subscription).toBeUndefined();
    seen.unmount();
  });

  it('follows the sound of a screen, and what is known of the person', async () => {
    const { rig, zoe, person } = await withZoe();
    const seen = observe(() => [
      person.screen.published,
      person.screenAudio.published,
      person.info.displayName,
    ]);
    zoe.publish('screen');
    zoe.publish('screen-audio');
    zoe.setDisplayName('Zoe Z');
    await rig.settle();
    expect(seen.values.at(-1)).toEqual([true, true, 'Zoe Z']);
    seen.unmount();
    await rig.settle();
    expect(rig.listeners()).toBe(0);
  });

  it('is not read again for the sake of others', async () => {
    const { rig, zoe, person } = await withZoe();
    const { values, unmount } = observe(() => person.camera.info);
    zoe.setMuted('microphone', true);
    rig.room.addParticipant({ userId: 'yan', sources: ['camera'] });
    await rig.settle();
    expect(person.microphone.muted).toBe(true);
    expect(values).toHaveLength(1);
    unmount();
  });
});

describe('LocalSourceView', () => {
  it('turns on, mutes and unmutes', async () => {
    const rig = createRig();
    const { microphone } = new SessionView(rig.session);
    const { values, unmount } = observe(() => microphone.on);
    for (let press = 0; press < 3; press += 1) {
      const toggled = microphone.toggle();
      await rig.settle();
      await toggled;
    }
    await rig.settle();
    expect(values).toEqual([false, true, false, true]);
    unmount();
    await rig.settle();
    expect(rig.listeners()).toBe(0);
  });

  it('says why a device is not to be had, and tries again', async () => {
    const rig = createRig();
    rig.world.devices.permissions.set('denied', 'camera');
    const { camera } = new SessionView(rig.session);
    await expect(camera.toggle()).rejects.toMatchObject({ code: 'permission-denied' });
    expect(camera.failure?.code).toBe('permission-denied');
    rig.world.devices.permissions.set('granted', 'camera');
    await camera.toggle();
    expect([camera.on, camera.failure]).toEqual([true, undefined]);
  });
});
