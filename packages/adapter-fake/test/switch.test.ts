import { describe, expect, it } from 'vitest';
import { replace } from '@jackfield/contract';
import { switchAdapter, type SwitchResult } from '@jackfield/core/switch';
import { noLeaks } from '@jackfield/core/testing';
import { audible, createSwitchRig, emits, names, room, show } from './switch-rig.ts';

describe('a switch to another cloud', () => {
  it('keeps people, streams, elements and volumes, and leaves nothing at the first', async () => {
    const rig = await createSwitchRig();
    const { session, first, second } = rig;
    await session.microphone.enable();
    await session.camera.enable();
    const { there } = rig.both('zoe', ['microphone', 'camera']);
    await rig.pass();
    const id = rig.idOf('zoe');
    const zoe = session.participant(id);
    const view = show(rig, 'zoe');
    zoe?.microphone.setVolume(0.4);
    await rig.pass();
    const streams = [zoe?.camera.mediaStream, zoe?.microphone.mediaStream];
    const before = view.sources.length;
    const devices = rig.world.devices.calls.length;
    rig.told.length = 0;
    void rig.begin();
    for (let step = 0; step < 80 && !rig.outcome.result && !rig.outcome.error; step += 1) {
      await rig.pass(50);
      expect(audible(rig)).toBe(1);
      expect(session.state.status).toBe('joined');
    }
    expect(rig.outcome.error).toBeUndefined();
    expect(rig.told).toEqual(['adapter-switching one other', 'adapter-switched one other']);
    expect(rig.homes()).toEqual(['other']);
    expect(rig.idOf('zoe')).toBe(id);
    expect(session.participant(id)).toBe(zoe);
    expect([zoe?.camera.mediaStream, zoe?.microphone.mediaStream]).toEqual(streams);
    expect(zoe?.camera.mediaStream.getTracks()).toEqual([there.receivedBy('me', 'camera')]);
    expect(zoe?.microphone.mediaStream.getTracks()).toEqual([there.receivedBy('me', 'microphone')]);
    expect([view.sources.length, zoe?.microphone.volume]).toEqual([before, 0.4]);
    expect(rig.world.elements.liveAudio).toMatchObject([{ volume: 0.4 }]);
    expect([names(first), names(second)]).toEqual([[], ['camera', 'microphone']]);
    expect(first.room(room).userIds).not.toContain('me');
    expect(rig.world.devices.calls).toHaveLength(devices);
    expect(session.camera.state.publication.status).toBe('published');
    const measured = rig.outcome.result?.gaps.map(({ source, gapMs }) => [source, gapMs]);
    expect(measured).toEqual([
      ['camera', 50],
      ['microphone', 0],
    ]);
    await session.dispose();
    expect(rig.world.leaks()).toEqual(noLeaks);
  });

  it.each([
    ['seen', true],
    ['out of sight', false],
  ])(
    'tells for how long a picture stands that is %s, and says nothing of what nobody sees',
    async (_, visible) => {
      const rig = await createSwitchRig();
      rig.both('zoe', ['camera']);
      await rig.pass(50);
      const view = show(rig, 'zoe');
      rig.both('yan', ['camera']);
      await rig.pass(500);
      rig.world.page.setVisibility(view, { visible, width: 320, height: 180 });
      // Frames come over neither cloud from here on.
      void rig.begin();
      await rig.world.clock.advance(6_000);
      expect(rig.outcome.error).toBeUndefined();
      const gapOf = (userId: string): number | undefined =>
        rig.outcome.result?.gaps.find(({ participantId }) => participantId === rig.idOf(userId))?.gapMs;
      // From the beginning of the handover until the end of the switch, of the one that somebody looks at.
      expect((gapOf('zoe') ?? 0) > 2_000).toBe(visible);
      expect(gapOf('yan')).toBeUndefined();
      await rig.session.dispose();
    },
  );

  it('is over as soon as what is published is there, in a room without others', async () => {
    const rig = await createSwitchRig({ secondCloud: { latencyMs: [200, 200] } });
    await rig.session.microphone.enable();
    // As vendors that publish after their join.
    const other = replace(rig.other, {
      driver: ({ driver }) => ({
        async doJoin(request) {
          return { ...(await driver.doJoin({ ...request, local: [] })), localDeferred: true };
        },
      }),
    });
    const began = rig.world.clock.now();
    let result: SwitchResult | undefined;
    void switchAdapter(rig.session, other).then((given) => (result = given));
    while (!result) await rig.pass(50);
    expect(names(rig.second)).toEqual(['microphone']);
    expect(rig.world.clock.now() - began).toBeLessThan(2_000);
  });

  it('is silent on both wires at every instant while the microphone is muted', async () => {
    const rig = await createSwitchRig();
    const { session, first, second } = rig;
    await session.microphone.enable();
    await session.microphone.mute();
    rig.both('zoe', ['microphone']);
    await rig.pass();
    void rig.begin();
    while (!rig.outcome.result) {
      await rig.pass(50);
      expect([emits(first, 'microphone'), emits(second, 'microphone')]).toEqual([false, false]);
    }
    expect(names(second)).toEqual(['microphone muted']);
    await session.microphone.unmute();
    await rig.pass(50);
    expect(emits(second, 'microphone')).toBe(true);
  });

  it('is muted on both wires in the instant of a mute in its middle', async () => {
    const rig = await createSwitchRig();
    const { session, first, second } = rig;
    await session.microphone.enable();
    const here = first.room(room).addParticipant({ userId: 'zoe', sources: ['microphone'] });
    await rig.pass();
    void rig.begin({ until: 'everyone' });
    await rig.pass(500);
    expect([emits(first, 'microphone'), emits(second, 'microphone')]).toEqual([true, true]);
    void session.microphone.mute();
    expect([emits(first, 'microphone'), emits(second, 'microphone')]).toEqual([false, false]);
    second.room(room).addParticipant({ userId: 'zoe', sources: ['microphone'] });
    await rig.pass(5_000);
    expect(rig.outcome.result).toBeDefined();
    expect(emits(second, 'microphone')).toBe(false);
    expect(here.userId).toBe('zoe');
  });

  it('waits for everybody, and is given up at the deadline where somebody does not come', async () => {
    const rig = await createSwitchRig();
    const { session, first, second } = rig;
    rig.both('zoe', ['microphone']);
    first.room(room).addParticipant({ userId: 'yan', sources: ['microphone'] });
    await rig.pass();
    rig.told.length = 0;
    void rig.begin({ deadlineMs: 5_000 });
    await rig.pass(4_000);
    expect([rig.outcome, rig.homes()]).toEqual([{}, ['one', 'other']]);
    expect(audible(rig)).toBe(2);
    await rig.pass(2_000);
    expect(rig.outcome.error).toMatchObject({ code: 'timeout' });
    expect(String(rig.outcome.error)).toContain('yan');
    expect(rig.homes()).toEqual(['one']);
    expect([audible(rig), session.participants.size]).toEqual([2, 2]);
    expect(rig.told).toEqual(['adapter-switching one other', 'adapter-switch-failed one other']);
    expect(second.room(room).userIds).not.toContain('me');
  });

  it('is concluded at the deadline where that is asked for; who has not come has left', async () => {
    const rig = await createSwitchRig();
    const { first } = rig;
    rig.both('zoe', ['microphone']);
    first.room(room).addParticipant({ userId: 'yan', sources: ['microphone'] });
    await rig.pass();
    rig.told.length = 0;
    void rig.begin({ until: 'deadline', deadlineMs: 3_000 });
    await rig.pass(4_000);
    expect(rig.outcome.error).toBeUndefined();
    expect(rig.homes()).toEqual(['other']);
    expect(rig.told).toEqual([
      'adapter-switching one other',
      'source-unsubscribed yan microphone',
      'source-unpublished yan microphone',
      'participant-left yan',
      'adapter-switched one other',
    ]);
  });

  it('takes in who joins in its middle, once', async () => {
    const rig = await createSwitchRig();
    const { first, second } = rig;
    first.room(room).addParticipant({ userId: 'zoe', sources: ['microphone'] });
    await rig.pass();
    rig.told.length = 0;
    void rig.begin();
    await rig.pass(500);
    second.room(room).addParticipant({ userId: 'yan', sources: ['microphone'] });
    await rig.pass(500);
    first.room(room).addParticipant({ userId: 'yan', sources: ['microphone'] });
    await rig.pass(1_000);
    second.room(room).addParticipant({ userId: 'zoe', sources: ['microphone'] });
    await rig.pass(5_000);
    expect(rig.outcome.error).toBeUndefined();
    expect(rig.told).toEqual([
      'adapter-switching one other',
      'participant-joined yan',
      'source-published yan microphone',
      'adapter-switched one other',
    ]);
    expect(audible(rig)).toBe(2);
  });

  it('takes nobody for a stranger of the same name, unless the app says who is who', async () => {
    const claimed = { ...habitsOf(), identity: 'claimed' } as const;
    const strange = await createSwitchRig({ other: { capabilities: claimed } });
    strange.both('zoe', ['microphone']);
    await strange.pass();
    void strange.begin({ deadlineMs: 4_000 });
    await strange.pass(3_000);
    expect(strange.session.participants.size).toBe(2);
    await strange.pass(2_000);
    expect(strange.outcome.error).toMatchObject({ code: 'timeout' });
    expect(strange.session.participants.size).toBe(1);
    const known = await createSwitchRig({ other: { capabilities: claimed } });
    known.both('zoe', ['microphone']);
    await known.pass();
    void known.begin({ samePerson: (one, other) => one === other });
    await known.pass(5_000);
    expect([known.outcome.error, known.homes()]).toEqual([undefined, ['other']]);
    expect(known.session.participants.size).toBe(1);
  });

  it('hands over a shared screen with its sound, which another vendor has in the voice', async () => {
    const rig = await createSwitchRig();
    const { session, first, second } = rig;
    await session.microphone.enable();
    await session.screen.enable({ audio: true });
    const here = first
      .room(room)
      .addParticipant({ userId: 'zoe', sources: ['microphone', 'screen', 'screen-audio'] });
    const there = second.room(room).addParticipant({ userId: 'zoe', sources: ['microphone', 'screen'] });
    await rig.pass();
    show(rig, 'zoe', 'screen');
    await rig.pass();
    expect(audible(rig)).toBe(2);
    void rig.begin();
    const zoe = session.participant(rig.idOf('zoe'));
    const heard = new Set<string>();
    while (!rig.outcome.result && !rig.outcome.error) {
      await rig.pass(50);
      const moved = zoe?.microphone.mediaStream.getTracks()[0] === there.receivedBy('me', 'microphone');
      heard.add(`${moved ? 'moved' : 'before'} ${String(audible(rig))}`);
    }
    expect(rig.outcome.error).toBeUndefined();
    expect([...heard]).toEqual(['before 2', 'moved 1']);
    expect(names(second)).toEqual(['microphone', 'screen']);
    expect(here.userId).toBe('zoe');
  });
});

function habitsOf() {
  return { screenAudio: 'mixed', roster: 'streaming' } as const;
}
