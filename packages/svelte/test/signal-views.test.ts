import { describe, expect, it } from 'vitest';
import { LevelsView, QualityView, StatsView } from '../src/index.ts';
import { observe } from './observe.svelte.ts';
import { createRig } from './rig.ts';

describe('LevelsView', () => {
  it('measures only while something reads', async () => {
    const rig = createRig();
    rig.room.addParticipant({ userId: 'zoe', sources: ['microphone'] });
    await rig.join();
    const levels = new LevelsView(rig.session);
    expect(rig.world.leaks().audioContexts).toBe(0);
    const all = observe(() => levels.levels);
    const active = observe(() => levels.activeSpeakerId);
    await rig.settle();
    expect(rig.world.leaks().audioContexts).toBe(1);
    const [id = ''] = rig.session.participants.keys();
    expect(all.values.at(-1)?.participants.has(id)).toBe(true);
    expect(levels.levelOf(id)).toBeGreaterThan(0);
    expect([levels.isSpeaking('nobody'), levels.levelOf('nobody'), levels.own.level]).toEqual([false, 0, 0]);
    all.unmount();
    active.unmount();
    await rig.settle();
    expect(rig.world.leaks().audioContexts).toBe(0);
    expect(levels.levels.participants.size).toBe(0);
  });
});

describe('StatsView and QualityView', () => {
  it('throws where the adapter has no statistics', () => {
    const rig = createRig();
    const view = new StatsView(rig.session);
    expect(() => observe(() => view.stats)).toThrow(expect.objectContaining({ code: 'unsupported' }));
  });

  it('knows no quality before the vendor has said anything', async () => {
    const rig = createRig();
    const quality = new QualityView(rig.session);
    const { values, unmount } = observe(() => quality.of(undefined));
    await rig.join();
    expect(values).toEqual([undefined]);
    unmount();
    await rig.settle();
    expect(rig.listeners()).toBe(0);
  });
});
