import { describe, expect, it } from 'vitest';
import type { Levels } from '../../src/levels.ts';
import { watchLevels } from '../../src/levels.ts';
import { setLoudness } from '../../src/testing/fake-audio-nodes.ts';
import { internalsOf } from '../../src/session/internals.ts';
import { secondLeg } from '../../src/session/second-leg.ts';
import { createSessionRig, type SessionRig } from '../session/rig.ts';
import { createStubVendor } from '../session/stub-vendor.ts';

const openContexts = ({ audioContexts }: SessionRig): number =>
  audioContexts.filter(({ state }) => state !== 'closed').length;

describe('watching levels', () => {
  it('shows the own microphone, and what is said while it is muted', async () => {
    const rig = createSessionRig();
    const heard: Levels[] = [];
    await rig.session.microphone.enable();
    const undo = watchLevels(rig.session, (levels) => heard.push(levels));
    await rig.clock.advance(300);
    expect(heard.at(-1)?.own).toEqual({ level: 0.5, speaking: true, speakingWhileMuted: false });
    await rig.session.microphone.mute();
    await rig.clock.advance(100);
    expect(heard.at(-1)?.own).toEqual({ level: 0, speaking: false, speakingWhileMuted: true });
    undo();
  });

  it('shows each remote participant, follows their tracks, and shows 0 for who is muted', async () => {
    const rig = createSessionRig();
    await rig.join();
    const ann = await rig.comes('ann');
    const ben = await rig.comes('ben');
    setLoudness(ann.track, 0.2);
    setLoudness(ben.track, 0);
    const heard: Levels[] = [];
    const undo = watchLevels(rig.session, (levels) => heard.push(levels));
    await rig.clock.advance(50);
    const levelOf = (id: string): number | undefined => heard.at(-1)?.participants.get(id)?.level;
    expect(levelOf(ann.id)).toBeCloseTo(0.2);
    expect(levelOf(ben.id)).toBe(0);
    const other = rig.tracks.create({ kind: 'audio', origin: 'remote', label: 'ann' });
    setLoudness(other, 0.7);
    rig.sink().remoteTrack({ remoteId: 'ann', source: 'microphone', track: other });
    await rig.clock.advance(50);
    expect(levelOf(ann.id)).toBeCloseTo(0.7);
    rig.sink().sourceMuted({ remoteId: 'ann', source: 'microphone', muted: true });
    await rig.clock.advance(50);
    expect(levelOf(ann.id)).toBe(0);
    rig.sink().participantLeft({ remoteId: 'ann' });
    await rig.clock.advance(50);
    expect(levelOf(ann.id)).toBeUndefined();
    undo();
  });

  it('says who speaks, once for each change', async () => {
    const rig = createSessionRig();
    await rig.join();
    const ann = await rig.comes('ann');
    const speakers: (string | undefined)[] = [];
    const undo = watchLevels(rig.session, { onActiveSpeaker: (id) => speakers.push(id) });
    await rig.clock.advance(1_000);
    expect(speakers).toEqual([ann.id]);
    setLoudness(ann.track, 0);
    await rig.clock.advance(3_000);
    expect(speakers).toEqual([ann.id, undefined]);
    undo();
  });

  it('shares one context and one timer, reads at most 20 times a second, and runs for nobody', async () => {
    const rig = createSessionRig();
    await rig.session.microphone.enable();
    await rig.join();
    const ann = await rig.comes('ann');
    const before = rig.leaks();
    expect(rig.audioContexts).toHaveLength(0);
    let reads = 0;
    const undos = [watchLevels(rig.session, () => (reads += 1)), watchLevels(rig.session, () => undefined)];
    expect(openContexts(rig)).toBe(1);
    expect(rig.clock.pending).toBe(before.timers.length + 1);
    await rig.clock.advance(1_000);
    expect(reads).toBeGreaterThan(15);
    expect(reads).toBeLessThanOrEqual(20);
    for (const undo of undos) {
      undo();
      undo();
    }
    await rig.clock.settle();
    expect(rig.leaks()).toEqual(before);
    expect(rig.audioContexts[0]?.nodes.every(({ outputs }) => outputs.size === 0)).toBe(true);
    expect(ann.track.readyState).toBe('live');
  });

  it('stops by itself when there is nothing left to measure, and says so', async () => {
    const rig = createSessionRig();
    await rig.session.microphone.enable();
    await rig.join();
    await rig.comes('ann');
    const heard: Levels[] = [];
    watchLevels(rig.session, (levels) => heard.push(levels));
    await rig.clock.advance(500);
    await rig.session.leave();
    await rig.clock.advance(100);
    expect(heard.at(-1)).toMatchObject({ own: { level: 0 }, activeSpeakerId: undefined });
    expect(heard.at(-1)?.participants.size).toBe(0);
    expect(openContexts(rig)).toBe(0);
    expect(rig.clock.pending).toBe(0);
  });

  it('asks the vendor where it plays the sound itself, and only while somebody watches', async () => {
    const rig = createSessionRig({ remoteAudio: 'sdk-played' });
    await rig.join();
    const ann = await rig.comes('ann');
    const heard: Levels[] = [];
    const undo = watchLevels(rig.session, (levels) => heard.push(levels));
    await rig.clock.advance(1);
    expect(rig.wanted.at(-1)).toEqual({ levels: true, quality: false });
    rig.sink().signals({ levels: [{ remoteId: 'ann', level: 0.4 }] });
    await rig.clock.advance(100);
    expect(heard.at(-1)?.participants.get(ann.id)?.level).toBe(0.4);
    expect(rig.audioContexts).toHaveLength(0);
    // A vendor that falls silent leaves nobody speaking for ever.
    await rig.clock.advance(4_000);
    expect(heard.at(-1)?.participants.get(ann.id)).toEqual({ level: 0, speaking: false });
    undo();
    await rig.clock.advance(1);
    expect(rig.wanted.at(-1)).toEqual({ levels: false, quality: false });
    expect(rig.clock.pending).toBe(0);
  });

  it('reads nothing where there is nothing to read: before a call, and in one without anybody over a vendor that gives tracks', async () => {
    const played = createSessionRig({ remoteAudio: 'sdk-played' });
    const undo = watchLevels(played.session, () => undefined);
    await played.clock.advance(100);
    expect(played.clock.pending).toBe(0);
    undo();
    const rig = createSessionRig();
    await rig.join();
    const { pending } = rig.clock;
    watchLevels(rig.session, () => undefined);
    await rig.clock.advance(100);
    expect(rig.clock.pending).toBe(pending);
  });

  it('does not measure whose sound is muted, or nothing is received of', async () => {
    const rig = createSessionRig();
    await rig.join();
    const { track } = await rig.comes('ann');
    watchLevels(rig.session, () => undefined);
    const measured = () =>
      rig.audioContexts
        .filter(({ state }) => state !== 'closed')
        .flatMap(({ nodes }) => nodes.filter((node) => node.outputs.size > 0)).length;
    await rig.clock.advance(100);
    expect(measured()).toBe(1);
    rig.sink().sourceMuted({ remoteId: 'ann', source: 'microphone', muted: true });
    await rig.clock.advance(100);
    expect(measured()).toBe(0);
    rig.sink().sourceMuted({ remoteId: 'ann', source: 'microphone', muted: false });
    await rig.clock.advance(100);
    expect(measured()).toBe(1);
    rig.sink().remoteTrackLost({ remoteId: 'ann', source: 'microphone' });
    await rig.clock.advance(100);
    expect([measured(), track.kind]).toEqual([0, 'audio']);
  });

  it('survives a listener that throws', async () => {
    const rig = createSessionRig();
    await rig.session.microphone.enable();
    let reads = 0;
    const undo = watchLevels(rig.session, () => {
      throw new Error('listener');
    });
    const other = watchLevels(rig.session, () => (reads += 1));
    await rig.clock.advance(100);
    expect(reads).toBe(2);
    expect(rig.reportedErrors).toHaveLength(2);
    undo();
    other();
  });
});

describe('levels over two legs', () => {
  it('are measured or told for each person as the vendor does it from whom they are heard', async () => {
    const rig = createSessionRig({ remoteAudio: 'sdk-played', identity: 'attested' });
    await rig.join();
    const ann = await rig.comes('ann');
    const other = createStubVendor({ remoteAudio: 'tracks', identity: 'attested' });
    const leg = await secondLeg(rig.session).add(other.adapter, { room: 'studio', userId: 'me' }, 15_000);
    const sources = [{ source: 'microphone', muted: false }] as const;
    other.sink().participantJoined({ remoteId: 'ann-over-there', userId: 'ann', sources });
    await rig.clock.advance(1);
    const track = rig.tracks.create({ kind: 'audio', origin: 'remote', label: 'ann' });
    setLoudness(track, 0.4);
    other.sink().remoteTrack({ remoteId: 'ann-over-there', source: 'microphone', track });
    const heard: Levels[] = [];
    const undo = watchLevels(rig.session, (levels) => heard.push(levels));
    const levelOf = (): number | undefined => heard.at(-1)?.participants.get(ann.id)?.level;
    rig.sink().signals({ levels: [{ remoteId: 'ann', level: 0.2 }] });
    await rig.clock.advance(50);
    expect(levelOf()).toBeCloseTo(0.2);
    const { store } = internalsOf(rig.session);
    store.dispatch({ type: 'renderMoved', data: { leg, participantId: ann.id, source: 'microphone' } });
    await rig.clock.advance(50);
    expect(levelOf()).toBeCloseTo(0.4);
    undo();
  });

  it('come from each vendor of the people who are heard over it, and who speaks is found among all', async () => {
    const rig = createSessionRig({ remoteAudio: 'sdk-played', identity: 'attested' });
    await rig.join();
    const ann = await rig.comes('ann');
    const heard: Levels[] = [];
    const undo = watchLevels(rig.session, (levels) => heard.push(levels));
    const other = createStubVendor({ remoteAudio: 'sdk-played', identity: 'attested' });
    const leg = await secondLeg(rig.session).add(other.adapter, { room: 'studio', userId: 'me' }, 15_000);
    await rig.clock.advance(1);
    // Also a vendor that came later is asked.
    expect(other.wanted.at(-1)).toEqual({ levels: true, quality: false });
    const sources = [{ source: 'microphone', muted: false }] as const;
    other.sink().participantJoined({ remoteId: 'ann-over-there', userId: 'ann', sources });
    other.sink().participantJoined({ remoteId: 'ben-over-there', userId: 'ben', sources });
    await rig.clock.advance(2_000);
    const ben = [...rig.session.participants.values()].find(({ userId }) => userId === 'ben')?.id ?? '';
    async function told(): Promise<readonly (number | undefined)[]> {
      rig.sink().signals({ levels: [{ remoteId: 'ann', level: 0.1 }] });
      other.sink().signals({
        levels: [
          { remoteId: 'ann-over-there', level: 0.3 },
          { remoteId: 'ben-over-there', level: 0.6 },
        ],
      });
      await rig.clock.advance(1_000);
      return [ann.id, ben].map((id) => heard.at(-1)?.participants.get(id)?.level);
    }
    expect(await told()).toEqual([0.1, 0.6]);
    expect(heard.at(-1)?.activeSpeakerId).toBe(ben);
    const { store } = internalsOf(rig.session);
    store.dispatch({ type: 'renderMoved', data: { leg, participantId: ann.id, source: 'microphone' } });
    expect(await told()).toEqual([0.3, 0.6]);
    undo();
    await rig.clock.advance(1);
    expect(other.wanted.at(-1)).toEqual({ levels: false, quality: false });
  });

  it('need not listen to everything: who hears levels alone is not asked for more', async () => {
    const rig = createSessionRig();
    await rig.join();
    await rig.comes('ann');
    const heard: Levels[] = [];
    const undo = watchLevels(rig.session, { onLevels: (levels) => heard.push(levels) });
    await rig.clock.advance(1_000);
    expect(heard.at(-1)?.activeSpeakerId).toBeDefined();
    expect(rig.reportedErrors).toEqual([]);
    undo();
  });
});
