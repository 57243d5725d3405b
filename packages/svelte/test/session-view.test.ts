import { describe, expect, it } from 'vitest';
import { SessionView } from '../src/index.ts';
import { observe } from './observe.svelte.ts';
import { createRig } from './rig.ts';

describe('SessionView', () => {
  it('reads again what has changed', async () => {
    const rig = createRig();
    const view = new SessionView(rig.session);
    const { values, unmount } = observe(() => view.state.status);
    await rig.join();
    rig.room.kick('ann');
    await rig.settle();
    expect(values).toEqual(['idle', 'joined', 'ended']);
    expect(view.self).toMatchObject({ room: 'studio', userId: 'ann', displayName: 'Ann' });
    unmount();
  });

  it('gives everybody a view of their own, read again only when somebody comes or goes', async () => {
    const rig = createRig();
    const view = new SessionView(rig.session);
    const { values, unmount } = observe(() => view.people.map(({ info }) => info.displayName).join(' '));
    const people = observe(() => view.people);
    await rig.join();
    const zoe = rig.room.addParticipant({ userId: 'zoe', displayName: 'Zoe', sources: ['camera'] });
    await rig.settle();
    rig.room.addParticipant({ userId: 'yan', displayName: 'Yan' });
    await rig.settle();
    const [first] = people.values.at(-1) ?? [];
    const before = people.values.length;
    zoe.setDisplayName('Zoe Z');
    await rig.settle();
    expect(values.at(-1)).toBe('Zoe Z Yan');
    expect(people.values).toHaveLength(before);
    expect(view.people[0]).toBe(first);
    zoe.leave();
    await rig.settle();
    expect(values.at(-1)).toBe('Yan');
    expect(view.people).toHaveLength(1);
    unmount();
    people.unmount();
  });

  it('says what can be done now', async () => {
    const rig = createRig();
    const view = new SessionView(rig.session);
    await rig.join();
    const { values, unmount } = observe(() => view.can('publish-camera'));
    rig.room.setPermissions('ann', { publish: [], subscribe: true, sendMessages: true, moderate: false });
    await rig.settle();
    expect(values).toEqual([true, false]);
    unmount();
  });

  it('listens only while something reads', async () => {
    const rig = createRig();
    const view = new SessionView(rig.session);
    expect(rig.listeners()).toBe(0);
    expect(view.state.status).toBe('idle');
    expect(rig.listeners(), 'a read outside of effects').toBe(0);
    const first = observe(() => view.snapshot);
    const second = observe(() => [view.state, view.people, view.camera.state, view.can('send-message')]);
    expect(rig.listeners()).toBeGreaterThan(0);
    first.unmount();
    second.unmount();
    await rig.settle();
    expect(rig.listeners()).toBe(0);
  });
});
