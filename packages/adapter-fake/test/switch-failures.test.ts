import { describe, expect, it } from 'vitest';
import { noLeaks } from '@jackfield/core/testing';
import { fake } from '../src/index.ts';
import { audible, createSwitchRig, emits, names, room, show, type SwitchRig } from './switch-rig.ts';

/** A call with somebody in it who is on both clouds, and with everything that this side can send. */
async function createCall(options?: Parameters<typeof createSwitchRig>[0]): Promise<SwitchRig> {
  const rig = await createSwitchRig(options);
  await rig.session.microphone.enable();
  await rig.session.camera.enable();
  rig.both('zoe', ['microphone', 'camera']);
  await rig.pass();
  show(rig, 'zoe');
  await rig.pass();
  rig.told.length = 0;
  return rig;
}

/** The call is as it was before the switch. */
function isUntouched(rig: SwitchRig): void {
  expect(rig.told).toEqual(['adapter-switching one other', 'adapter-switch-failed one other']);
  expect([rig.homes(), rig.session.state.status]).toEqual([['one'], 'joined']);
  expect([names(rig.first), names(rig.second)]).toEqual([['camera', 'microphone'], []]);
  expect([audible(rig), rig.session.participants.size]).toEqual([1, 1]);
  expect(rig.second.room(room).userIds).not.toContain('me');
}

describe('a switch that fails leaves the call as it was', () => {
  const faults = {
    'the next cloud refuses the join': (rig: SwitchRig) =>
      rig.second.plan('join', { kind: 'refuse', code: 'room-full' }),
    'the next cloud rejects the join with anything': (rig: SwitchRig) =>
      rig.second.plan('join', { kind: 'reject', value: undefined }),
    'the next cloud throws at the join': (rig: SwitchRig) =>
      rig.second.plan('join', { kind: 'throw', value: 'no' }),
    'the next cloud never answers the join': (rig: SwitchRig) => rig.second.plan('join', { kind: 'hold' }),
    'the next cloud ends the call as it is joined': (rig: SwitchRig) =>
      rig.second.plan('join', { kind: 'end', reason: 'server-shutdown' }),
    'the next cloud never answers a publication': (rig: SwitchRig) =>
      rig.second.plan('publish', { kind: 'hold' }, { times: 99 }),
    'the next cloud refuses publications': (rig: SwitchRig) =>
      rig.second.plan('publish', { kind: 'refuse', code: 'publish-failed' }, { times: 99 }),
    'the next cloud refuses subscriptions': (rig: SwitchRig) =>
      rig.second.plan('subscribe', { kind: 'refuse', code: 'subscribe-failed' }, { times: 99 }),
    'the next cloud never answers a subscription': (rig: SwitchRig) =>
      rig.second.plan('subscribe', { kind: 'hold' }, { times: 99 }),
  };
  for (const [what, plan] of Object.entries(faults)) {
    it(`where ${what}`, async () => {
      const rig = await createCall();
      plan(rig);
      void rig.begin({ deadlineMs: 8_000 });
      await rig.pass(13_000);
      expect(rig.outcome.error).toHaveProperty('code');
      rig.second.engine.board.clear();
      await rig.pass(1_000);
      isUntouched(rig);
      await rig.session.dispose();
      expect(rig.world.leaks()).toEqual(noLeaks);
    });
  }

  it('where the next cloud dies at any moment before it is concluded', async () => {
    for (let afterMs = 50; afterMs <= 1_200; afterMs += 150) {
      const rig = await createCall();
      const here = rig.first.room(room).addParticipant({ userId: 'yan', sources: ['microphone'] });
      await rig.pass(300);
      rig.told.length = 0;
      void rig.begin({ deadlineMs: 8_000 });
      await rig.pass(afterMs);
      rig.second.room(room).end('me', 'server-shutdown');
      await rig.pass(4_000);
      expect(rig.outcome.error).toMatchObject({ code: 'server-error' });
      here.leave();
      await rig.pass(100);
      rig.told.splice(2);
      isUntouched(rig);
    }
  });

  it('where it is aborted, at every step', async () => {
    for (let afterMs = 0; afterMs <= 1_200; afterMs += 150) {
      const rig = await createCall();
      const abort = new AbortController();
      rig.second.plan('join', { kind: 'hold' });
      void rig.begin({ signal: abort.signal });
      if (afterMs > 0) {
        rig.second.engine.board.clear();
        await rig.pass(afterMs);
      }
      if (!rig.outcome.result) abort.abort();
      await rig.pass(4_000);
      expect(rig.outcome.error).toMatchObject({ code: 'aborted' });
      rig.second.engine.board.clear();
      await rig.pass(4_000);
      isUntouched(rig);
    }
  });

  it('before any vendor is asked, where it cannot be', async () => {
    const rig = await createCall({
      other: { capabilities: { sources: ['microphone'], screenAudio: 'none' } },
    });
    const { session, other, one, second } = rig;
    await rig.begin();
    expect(rig.outcome.error).toMatchObject({ code: 'unsupported' });
    expect(String(rig.outcome.error)).toContain('camera');
    await rig.begin({}, one);
    expect(rig.outcome.error).toMatchObject({ code: 'invalid-argument' });
    for (const wrong of [null, 'livekit', 7, {}, { ...other, specificationVersion: 2 }]) {
      await rig.begin({}, wrong as typeof other);
      expect(rig.outcome.error).toMatchObject({ isJackfieldError: true, code: 'invalid-argument' });
    }
    for (const options of [
      { until: 'soon' },
      { deadlineMs: NaN },
      { allow: 'camera' },
      { samePerson: 1 },
      { signal: 1 },
      { join: null },
      { join: { userId: 'ö' } },
    ]) {
      // As callers without types do.
      await Reflect.apply(rig.begin, rig, [{ allow: ['camera'], ...options }]);
      expect(rig.outcome.error).toMatchObject({ isJackfieldError: true, code: 'invalid-argument' });
    }
    expect(rig.told.filter((line) => line.startsWith('adapter-switched'))).toEqual([]);
    expect(second.room(room).userIds).not.toContain('me');
    void rig.begin({ allow: ['camera'] });
    await rig.begin({ allow: ['camera'] });
    expect(rig.outcome.error).toMatchObject({ code: 'invalid-state' });
    await rig.pass(5_000);
    expect(rig.homes()).toEqual(['other']);
    await session.leave();
    await rig.begin({}, one);
    expect(rig.outcome.error).toMatchObject({ code: 'invalid-state' });
  });

  it('for the loss of encryption, of a region or of a consent to recording, unless that is allowed by name', async () => {
    const careful = { endToEndEncryption: true, region: 'eu', recordingConsent: true } as const;
    const rig = await createSwitchRig({
      one: { capabilities: careful },
      other: { capabilities: { endToEndEncryption: false } },
    });
    await rig.begin();
    for (const name of ['end-to-end-encryption', 'region', 'recording-consent'] as const)
      expect(String(rig.outcome.error)).toContain(name);
    void rig.begin({ allow: ['end-to-end-encryption', 'region', 'recording-consent'] });
    await rig.pass(2_000);
    expect(rig.homes()).toEqual(['other']);
  });
});

describe('a switch while the first cloud dies', () => {
  it('before the join has come is reconnecting, and goes on over the next', async () => {
    const rig = await createCall();
    const release = rig.second.plan('join', { kind: 'hold' });
    void rig.begin();
    await rig.pass(200);
    rig.first.room(room).end('me', 'server-shutdown');
    await rig.pass(200);
    expect(rig.session.state.status).toBe('reconnecting');
    release();
    await rig.pass(5_000);
    expect(rig.outcome.error).toBeUndefined();
    expect(rig.told).toEqual([
      'adapter-switching one other',
      'state-changed reconnecting',
      'state-changed joined',
      'adapter-switched one other',
    ]);
    expect([rig.homes(), audible(rig), names(rig.second)]).toEqual([['other'], 1, ['camera', 'microphone']]);
  });

  it('while it waits for somebody keeps everybody until they are there', async () => {
    const rig = await createCall();
    rig.first.room(room).addParticipant({ userId: 'yan', sources: ['microphone'] });
    await rig.pass();
    rig.told.length = 0;
    void rig.begin();
    await rig.pass(2_000);
    rig.first.room(room).end('me', 'server-shutdown');
    await rig.pass(1_000);
    expect([rig.session.state.status, rig.session.participants.size]).toEqual(['joined', 2]);
    rig.second.room(room).addParticipant({ userId: 'yan', sources: ['microphone'] });
    await rig.pass(3_000);
    expect(rig.told).toEqual(['adapter-switching one other', 'adapter-switched one other']);
    expect([rig.homes(), rig.session.participants.size]).toEqual([['other'], 2]);
  });

  it('ends as the first ended where the next cannot be joined either', async () => {
    const rig = await createCall();
    rig.second.plan('join', { kind: 'hold' });
    void rig.begin({ deadlineMs: 3_000 });
    await rig.pass(200);
    rig.first.room(room).end('me', 'server-shutdown');
    await rig.pass(8_000);
    expect(rig.session.state).toMatchObject({ status: 'ended', reason: 'server-shutdown' });
    expect(rig.outcome.error).toMatchObject({ code: 'timeout' });
    expect(rig.session.participants.size).toBe(0);
  });

  it('goes on over the next though it is aborted: there is nothing to go back to', async () => {
    const rig = await createCall();
    rig.first.room(room).addParticipant({ userId: 'yan', sources: ['microphone'] });
    const abort = new AbortController();
    void rig.begin({ signal: abort.signal });
    await rig.pass(2_000);
    rig.first.room(room).end('me', 'server-shutdown');
    await rig.pass(500);
    abort.abort();
    await rig.pass(3_000);
    expect([rig.homes(), rig.session.state.status, rig.outcome.error]).toEqual([
      ['other'],
      'joined',
      undefined,
    ]);
  });
});

describe('in the middle of a switch', () => {
  it('a kick on either leg ends the session', async () => {
    for (const which of ['first', 'second'] as const) {
      const rig = await createCall();
      rig.first.room(room).addParticipant({ userId: 'yan', sources: ['microphone'] });
      void rig.begin();
      await rig.pass(1_000);
      rig[which].room(room).kick('me');
      await rig.pass(4_000);
      expect(rig.session.state).toMatchObject({ status: 'ended', reason: 'kicked' });
      expect(rig.outcome.error).toMatchObject({ code: 'aborted' });
      expect([names(rig.first), names(rig.second), audible(rig)]).toEqual([[], [], 0]);
    }
  });

  it('a mute by the server of either leg shuts the gate of both', async () => {
    for (const which of ['first', 'second'] as const) {
      const rig = await createCall();
      rig.first.room(room).addParticipant({ userId: 'yan', sources: ['microphone'] });
      void rig.begin();
      await rig.pass(1_000);
      expect([emits(rig.first, 'microphone'), emits(rig.second, 'microphone')]).toEqual([true, true]);
      rig[which].room(room).muteByServer('me', 'microphone');
      await rig.pass(50);
      expect([emits(rig.first, 'microphone'), emits(rig.second, 'microphone')]).toEqual([false, false]);
      expect(rig.session.microphone.state).toMatchObject({ muted: true, mutedBy: 'server' });
    }
  });

  it('leaving, and disposing, end it at once and leave nothing at either', async () => {
    for (const end of ['leave', 'dispose'] as const)
      for (const afterMs of [0, 50, 600, 1_500]) {
        const rig = await createCall();
        rig.first.room(room).addParticipant({ userId: 'yan', sources: ['microphone'] });
        void rig.begin();
        await rig.pass(afterMs);
        void rig.session[end]();
        await rig.pass(4_000);
        expect(rig.outcome.error).toMatchObject({ code: 'aborted' });
        expect(rig.session.state.status).toBe('ended');
        for (const cloud of [rig.first, rig.second]) expect(cloud.room(room).userIds).not.toContain('me');
        await rig.session.dispose();
        expect(rig.world.leaks()).toEqual(noLeaks);
      }
  });

  it('a cut of the next network moves back what had moved, and forth again', async () => {
    const rig = await createCall();
    rig.first.room(room).addParticipant({ userId: 'yan', sources: ['microphone'] });
    void rig.begin();
    await rig.pass(2_000);
    rig.second.network.cut(room, 'me');
    await rig.pass(300);
    expect([rig.session.state.status, audible(rig)]).toEqual(['joined', 2]);
    rig.second.network.restore(room, 'me');
    rig.second.room(room).addParticipant({ userId: 'yan', sources: ['microphone'] });
    await rig.pass(6_000);
    expect([rig.outcome.error, rig.homes(), audible(rig)]).toEqual([undefined, ['other'], 2]);
  });

  it('a page that is hidden and comes back is in the call over the adapter of then', async () => {
    const rig = await createCall();
    void rig.begin();
    await rig.pass(5_000);
    expect(rig.homes()).toEqual(['other']);
    rig.world.page.fire('hide');
    await rig.pass(100);
    expect(rig.session.state).toMatchObject({ status: 'ended', reason: 'page-closed' });
    rig.world.page.fire('show-restored');
    await rig.pass(3_000);
    expect([rig.session.state.status, rig.homes()]).toEqual(['joined', ['other']]);
    expect([names(rig.first), names(rig.second)]).toEqual([[], ['camera', 'microphone']]);
  });
});

describe('a session that stays with two clouds', () => {
  it('has each person and source once, and receives each over one of them', async () => {
    const rig = await createCall();
    const { session, first, second } = rig;
    const yan = first.room(room).addParticipant({ userId: 'yan', sources: ['microphone'] });
    await rig.pass();
    rig.told.length = 0;
    void rig.begin({ until: 'never' });
    await rig.pass(4_000);
    expect([rig.outcome.error, rig.homes()]).toEqual([undefined, ['one', 'other']]);
    expect([audible(rig), session.participants.size, session.state.status]).toEqual([2, 2, 'joined']);
    const track = session.participant(rig.idOf('zoe'))?.microphone.mediaStream.getTracks()[0];
    expect(second.room(room).hears('me', 'microphone')).toBe(true);
    expect(track?.readyState).toBe('live');
    // Who comes to the second later is taken from there, and from there alone.
    const there = second.room(room).addParticipant({ userId: 'yan', sources: ['microphone'] });
    await rig.pass(3_000);
    expect(there.receivedBy('me', 'microphone')).toBeDefined();
    expect(yan.receivedBy('me', 'microphone')).toBeUndefined();
    expect(audible(rig)).toBe(2);
    there.leave();
    await rig.pass(1_000);
    expect(audible(rig)).toBe(2);
    expect(rig.told.filter((line) => line.startsWith('participant'))).toEqual([]);
    await rig.begin({}, fake(second, { name: 'third' }));
    expect(rig.outcome.error).toMatchObject({ code: 'invalid-state' });
    void rig.begin({ until: 'deadline', deadlineMs: 1_000 });
    await rig.pass(3_000);
    expect(rig.homes()).toEqual(['other']);
  });

  it('goes back to the first where that is chosen', async () => {
    const rig = await createCall();
    void rig.begin({ until: 'never' });
    await rig.pass(4_000);
    void rig.begin({}, rig.one);
    await rig.pass(5_000);
    expect([rig.homes(), audible(rig), rig.session.state.status]).toEqual([['one'], 1, 'joined']);
    expect(names(rig.second)).toEqual([]);
  });

  it('says each message once, to everybody', async () => {
    const rig = await createCall();
    const { session, first, second } = rig;
    const yan = [first, second].map((cloud) => cloud.room(room).addParticipant({ userId: 'yan' }));
    void rig.begin({ until: 'never' });
    await rig.pass(4_000);
    const heard: string[] = [];
    session.on('message-received', ({ text, userId }) => heard.push(`${userId}: ${text}`));
    for (const text of ['hi', 'hi', 'you']) for (const each of yan) each.sendMessage('chat', text);
    await rig.pass();
    expect(heard).toEqual(['yan: hi', 'yan: hi', 'yan: you']);
  });
});
