import type { FakeCloud } from '@jackfield/adapter-fake';
import { describe, expect, it } from 'vitest';
import { LevelsView, QualityView, StatsView } from '../src/index.ts';
import { observe } from './observe.svelte.ts';
import { createRig } from './rig.ts';
import { talkative, type Talkative } from './talkative.ts';

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
    const rig = createRig((adapter) => ({
      ...adapter,
      capabilities: { ...adapter.capabilities, stats: false },
    }));
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

  it('reads statistics again and again while something reads, and not otherwise', async () => {
    let vendor: Talkative<FakeCloud> | undefined;
    const rig = createRig((adapter, now) => (vendor = talkative(adapter, now)).adapter);
    await rig.join();
    const view = new StatsView(rig.session, { everyMs: 250 });
    expect(vendor?.reads.count).toBe(0);
    const { values, unmount } = observe(() => view.stats?.media[0]?.bitrate);
    await rig.world.clock.advance(1000);
    await rig.settle();
    const read = vendor?.reads.count ?? 0;
    expect(read).toBeGreaterThanOrEqual(4);
    // Four bytes a millisecond, from the second reading on.
    expect([values[0], values.at(-1)]).toEqual([undefined, 32_000]);
    unmount();
    await rig.settle();
    await rig.world.clock.advance(2000);
    expect(vendor?.reads.count).toBe(read);
    expect(view.stats).toBeUndefined();
  });

  it('asks for quality while something reads, and tells each connection by itself', async () => {
    let vendor: Talkative<FakeCloud> | undefined;
    const rig = createRig((adapter, now) => (vendor = talkative(adapter, now)).adapter);
    await rig.join();
    const quality = new QualityView(rig.session);
    const { values, unmount } = observe(() => quality.of(undefined)?.uplink);
    await rig.settle();
    expect(vendor?.asked.at(-1)).toEqual({ levels: false, quality: true });
    vendor?.signal({ quality: [{ remoteId: undefined, uplink: 'poor', downlink: 'good' }] });
    await rig.settle();
    vendor?.signal({ quality: [{ remoteId: undefined, uplink: 'excellent', downlink: 'good' }] });
    await rig.settle();
    expect(values).toEqual([undefined, 'poor', 'excellent']);
    unmount();
    await rig.settle();
    expect(vendor?.asked.at(-1)).toEqual({ levels: false, quality: false });
    expect(quality.of(undefined)).toBeUndefined();
  });
});
