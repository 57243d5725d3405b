import { describe, expect, it } from 'vitest';
import { createDefaultFollower } from '../../src/capture/follow-default.ts';
import { createFakeEnvironment } from '../../src/testing.ts';
import { ListenerCounter } from '../../src/testing/listener-counter.ts';

type Listed = MediaDeviceInfo;
const listed = (deviceId: string, label: string, kind: MediaDeviceKind = 'audioinput'): Listed => ({
  ...{ kind, deviceId, label, groupId: label, toJSON: () => ({}) },
});

function rig({ devices = [] as readonly Listed[], chosen = undefined as string | undefined } = {}) {
  const { environment, clock, tracks } = createFakeEnvironment();
  const world = { devices, chosen, changes: 0, fails: false };
  const target = Object.assign(new ListenerCounter(), {
    getUserMedia: environment.mediaDevices?.getUserMedia ?? (() => Promise.reject(new Error('None.'))),
    enumerateDevices: () =>
      world.fails ? Promise.reject(new Error('No.')) : Promise.resolve([...world.devices]),
  });
  const audioSession = { type: 'auto' };
  const follow = createDefaultFollower(
    { ...environment, mediaDevices: target, audioSession },
    {
      chosen: () => world.chosen,
      changed: () => {
        world.changes += 1;
      },
    },
  );
  const lists = async (...next: readonly Listed[]) => {
    world.devices = next;
    target.dispatchEvent(new Event('devicechange'));
    await clock.advance(500);
  };
  return { world, target, audioSession, follow, lists, clock, track: tracks.create({ kind: 'audio' }) };
}

describe('the system’s choice of microphone', () => {
  it.each(['default', 'communications'])('is followed while it is left to the system: %s', async (id) => {
    const { world, follow, lists, clock, track } = rig({
      devices: [listed(id, 'Built-in')],
      chosen: id === 'default' ? undefined : id,
    });
    follow(track);
    await clock.settle();
    await lists(listed(id, 'Headset'));
    expect(world.changes).toBe(1);
    await lists(listed(id, 'Headset'), listed('mic-9', 'New'));
    expect(world.changes).toBe(1);
  });

  it('is not what is listed as the default of something else, or another entry', async () => {
    const speakers = (label: string) => listed('default', label, 'audiooutput');
    const { world, follow, lists, clock, track } = rig({
      devices: [speakers('Built-in'), listed('communications', 'A'), listed('default', 'Built-in')],
    });
    follow(track);
    await clock.settle();
    await lists(speakers('Headset'), listed('communications', 'B'), listed('default', 'Built-in'));
    expect(world.changes).toBe(0);
    await lists(speakers('Headset'), listed('communications', 'B'), listed('default', 'Headset'));
    expect(world.changes).toBe(1);
  });

  it('is nothing to somebody who chose, to a browser that lists none, or after the microphone is closed', async () => {
    const { world, target, follow, lists, clock, track } = rig({
      devices: [listed('default', 'Built-in')],
      chosen: 'mic-2',
    });
    follow(track);
    await clock.settle();
    await lists(listed('default', 'Headset'));
    world.chosen = undefined;
    await lists(listed('default', 'Headset'));
    world.fails = true;
    await lists();
    expect(world.changes).toBe(0);
    follow(undefined);
    expect([target.listenerCount(), clock.pending]).toEqual([0, 0]);
    follow(undefined);
    expect(target.listenerCount()).toBe(0);
  });

  it('says nothing of a burst that the microphone does not outlive', async () => {
    const { world, target, follow, clock, track } = rig({ devices: [listed('default', 'Built-in')] });
    follow(track);
    await clock.settle();
    world.devices = [listed('default', 'Headset')];
    target.dispatchEvent(new Event('devicechange'));
    await clock.advance(400);
    follow(undefined);
    expect(clock.pending).toBe(0);
    await clock.advance(1_000);
    expect(world.changes).toBe(0);
  });

  it('lets iOS know that a call goes on, for as long as the microphone is open', () => {
    const { audioSession, follow, track, target } = rig();
    follow(track);
    follow(track);
    expect([audioSession.type, target.listenerCount()]).toEqual(['play-and-record', 1]);
    follow(undefined);
    expect(audioSession.type).toBe('auto');
  });

  it('needs no devices: a page without them opens none', async () => {
    const { environment, clock, tracks } = createFakeEnvironment();
    const follow = createDefaultFollower(
      { ...environment, mediaDevices: undefined },
      { chosen: () => undefined, changed: () => undefined },
    );
    follow(tracks.create({ kind: 'audio' }));
    await clock.settle();
    follow(undefined);
    expect(clock.pending).toBe(0);
  });
});
