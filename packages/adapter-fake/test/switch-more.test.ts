import type { MediaProcessor, SourceKind } from '@jackfield/core';
import { moderate } from '@jackfield/core/moderation';
import { FakeMediaStreamTrack } from '@jackfield/core/testing';
import { describe, expect, it, vi } from 'vitest';
import type { FakeCloud } from '../src/index.ts';
import { createSwitchRig, emits, names, room, type SwitchRig } from './switch-rig.ts';

/** A processor whose output can be told from every other track. */
function processorOf({ world }: SwitchRig) {
  const outputs: FakeMediaStreamTrack[] = [];
  const stop = vi.fn();
  const start = vi.fn<MediaProcessor['start']>((track) => {
    const kind = track.kind === 'video' ? 'video' : 'audio';
    const output = world.tracks.create({ kind, gives: () => track.readyState === 'live' });
    outputs.push(output);
    return { track: output, stop };
  });
  return { processor: { start }, outputs, start, stop };
}

/** The track that what a cloud is sent was cloned from. */
const originAt = (cloud: FakeCloud, source: SourceKind): unknown => {
  const track = cloud.room(room).sentTrack('me', source);
  return track instanceof FakeMediaStreamTrack ? track.clonedFrom : undefined;
};

describe('a switch', () => {
  it.each(['camera', 'microphone'] as const)(
    'sends what the processor of a %s makes, which began once and goes on',
    async (source) => {
      const rig = await createSwitchRig();
      const { processor, outputs, start, stop } = processorOf(rig);
      const { session, first, second } = rig;
      await session[source].setProcessor(processor);
      await session[source].enable();
      rig.both('zoe', ['microphone']);
      await rig.pass();
      expect(originAt(first, source)).toBe(outputs[0]);
      void rig.begin({ until: 'never' });
      await rig.pass(4_000);
      // At both, while there are two.
      expect([originAt(first, source), originAt(second, source)]).toEqual([outputs[0], outputs[0]]);
      await session[source].mute({ release: false });
      expect([emits(first, source), emits(second, source)]).toEqual([false, false]);
      await session[source].unmute();
      void rig.begin();
      await rig.pass(5_000);
      expect([rig.outcome.error, rig.homes()]).toEqual([undefined, ['other']]);
      expect(originAt(second, source)).toBe(outputs[0]);
      expect([start.mock.calls.length, stop.mock.calls.length, emits(second, source)]).toEqual([1, 0, true]);
      // And it can be taken away over the next cloud.
      await session[source].setProcessor(undefined);
      expect([stop.mock.calls.length, originAt(second, source) === outputs[0]]).toEqual([1, false]);
    },
  );
});

describe('a moderator who is at two clouds', () => {
  /** A person who is at both, for whom a session that stays at both is a moderator. */
  async function createModerated(): Promise<SwitchRig> {
    const rig = await createSwitchRig();
    rig.both('zoe', ['microphone']);
    await rig.pass();
    void rig.begin({ until: 'never' });
    await rig.pass(4_000);
    expect(rig.homes()).toEqual(['one', 'other']);
    return rig;
  }
  const publishedBy = (rig: SwitchRig): readonly unknown[] =>
    [rig.first, rig.second].map((cloud) => cloud.room(room).published('zoe'));

  it('mutes somebody at both', async () => {
    const rig = await createModerated();
    await moderate(rig.session, {
      action: 'mute',
      participantId: rig.idOf('zoe'),
      source: 'microphone',
    });
    await rig.pass(200);
    const muted = [{ source: 'microphone', muted: true }];
    expect(publishedBy(rig)).toMatchObject([muted, muted]);
    expect(rig.session.participants.get(rig.idOf('zoe'))?.sources.microphone?.muted).toBe(true);
  });

  it('removes somebody from both, and they are gone once', async () => {
    const rig = await createModerated();
    rig.told.length = 0;
    await moderate(rig.session, { action: 'kick', participantId: rig.idOf('zoe') });
    await rig.pass(200);
    expect([rig.first, rig.second].map((cloud) => cloud.room(room).userIds)).toEqual([['me'], ['me']]);
    expect(rig.told.filter((line) => line.startsWith('participant'))).toEqual(['participant-left zoe']);
    expect(rig.session.participants.size).toBe(0);
  });

  it('is told where one of the clouds refuses, and somebody who is at one is removed there', async () => {
    const rig = await createModerated();
    rig.second.plan('moderate', { kind: 'refuse', code: 'forbidden' });
    const act = { action: 'mute', participantId: rig.idOf('zoe'), source: 'microphone' } as const;
    await expect(moderate(rig.session, act)).rejects.toMatchObject({ code: 'forbidden' });
    const yan = rig.second.room(room).addParticipant({ userId: 'yan' });
    await rig.pass(2_000);
    await moderate(rig.session, { action: 'kick', participantId: rig.idOf('yan') });
    await rig.pass(200);
    expect(rig.second.room(room).userIds).not.toContain(yan.userId);
    expect([names(rig.first), rig.homes()]).toEqual([[], ['one', 'other']]);
  });
});
