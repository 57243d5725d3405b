import { describe, expect, it } from 'vitest';
import type { RtcSessionEvents } from '@jackfield/core';
import type { RtcCapabilities } from '@jackfield/core/adapter';
import {
  createFakeEnvironment,
  FakeMediaStream,
  FakeMediaStreamTrack,
  noLeaks,
} from '@jackfield/core/testing';
import { internalsOf } from '../../core/src/session/internals.ts';
import { secondLeg } from '../../core/src/session/second-leg.ts';
import type { SourceKind } from '../../core/src/model/source-kind.ts';
import {
  fake,
  type FakeAdapterOptions,
  type FakeCloud,
  type FakeCloudOptions,
  type FakeParticipant,
} from '../src/index.ts';
import { createCloud, createSide, type Side } from './rig.ts';

const room = 'studio';

/** One call over two clouds of different habits: the first has a publication for a screen's sound, the second mixes it. */
interface TwoClouds extends Side {
  readonly first: FakeCloud;
  readonly second: FakeCloud;
  /** Joins over the second cloud too. Gives the number of that leg. */
  add(): Promise<number>;
  /** Renders a source of somebody from a leg. */
  move(leg: number, userId: string, source: SourceKind): void;
  idOf(userId: string): string;
  /** Closes a leg, and lets everything happen that is due. */
  close(leg: number): Promise<void>;
  /** Lets everything happen that is due within a second. */
  pass(): Promise<void>;
}

const habits: Partial<RtcCapabilities> = { screenAudio: 'mixed', roster: 'streaming' };

async function createCall({
  one = {},
  other = { capabilities: habits },
  secondCloud = {},
}: {
  readonly one?: FakeAdapterOptions;
  readonly other?: FakeAdapterOptions;
  readonly secondCloud?: FakeCloudOptions;
} = {}): Promise<TwoClouds> {
  const world = createFakeEnvironment();
  const { clock } = world;
  const first = createCloud({ clock });
  const second = createCloud({ clock, duplicateIdentity: 'rejects-newer', ...secondCloud });
  const side = createSide(first, { environment: world.environment }, { name: 'one', ...one });
  const { session } = side;
  await session.join({ room, userId: 'me' });
  const idOf = (userId: string): string => {
    const found = [...session.participants.values()].filter((each) => each.userId === userId);
    if (found.length !== 1) throw new RangeError(`${userId} is there ${String(found.length)} times.`);
    return found[0]?.id ?? '';
  };
  async function pass(): Promise<void> {
    for (let round = 0; round < 4; round += 1) {
      await clock.advance(250);
      for (const view of world.elements.views) view.showFrame();
    }
  }
  return {
    ...side,
    world,
    first,
    second,
    idOf,
    add: () =>
      secondLeg(session).add(fake(second, { name: 'other', ...other }), { room, userId: 'me' }, 15_000),
    move(leg, userId, source) {
      const data = { leg, participantId: idOf(userId), source };
      internalsOf(session).store.dispatch({ type: 'renderMoved', data });
    },
    pass,
    async close(leg) {
      await secondLeg(session).close(leg, 'left');
      await pass();
    },
  };
}

const told: readonly (keyof RtcSessionEvents)[] = [
  'participant-joined',
  'participant-left',
  'source-published',
  'source-unpublished',
  'source-subscribed',
  'source-unsubscribed',
];
/** What the app was told of people and their sources. */
const ofPeople = (log: readonly string[]): readonly string[] =>
  log.filter((line) => told.some((name) => line.startsWith(name)));

/** The number of elements in which sound that is sent can be heard. */
const audible = ({ world }: TwoClouds): number =>
  world.elements.liveAudio.filter(({ audible: plays, srcObject }) => {
    const stream = srcObject instanceof FakeMediaStream ? srcObject : undefined;
    return plays && stream?.active;
  }).length;

/** Tells whether anything but silence is in what a cloud is sent of a source. */
const emits = (cloud: FakeCloud, source: SourceKind): boolean => {
  const track = cloud.room(room).sentTrack('me', source);
  return track instanceof FakeMediaStreamTrack && track.emits;
};
const names = (cloud: FakeCloud): readonly string[] =>
  cloud
    .room(room)
    .published('me')
    .map(({ source, muted }) => (muted ? `${source} muted` : source))
    .sort();

describe('what comes from others, when it moves from one cloud to another', () => {
  it('keeps the person, the stream and the tile of a camera, and is never blank', async () => {
    const call = await createCall();
    const { session, world, first, second } = call;
    for (const cloud of [first, second])
      cloud.room(room).addParticipant({ userId: 'zoe', sources: ['camera'] });
    await call.pass();
    const id = call.idOf('zoe');
    const camera = session.participant(id)?.camera;
    const view = world.elements.createView();
    camera?.attach(view);
    world.page.setVisibility(view, { visible: true, width: 320, height: 180 });
    await call.pass();
    const stream = camera?.mediaStream;
    if (!(stream instanceof FakeMediaStream)) throw new TypeError('There is no stream.');
    const [old] = stream.getTracks();
    const leg = await call.add();
    await call.pass();
    call.log.length = 0;
    stream.history.length = 0;
    const before = view.sources.length;
    call.move(leg, 'zoe', 'camera');
    const [now, ...more] = stream.getTracks();
    expect([now === old, now?.readyState, more]).toEqual([false, 'live', []]);
    expect(stream.history).toEqual([`add ${String(now?.id)}`, `remove ${String(old?.id)}`]);
    await call.close(1);
    expect(session.participant(call.idOf('zoe'))?.camera).toBe(camera);
    expect([call.idOf('zoe'), camera?.mediaStream === stream]).toEqual([id, true]);
    expect(stream.getTracks()[0]).toBe(now);
    expect([view.sources.length, view.srcObject === stream]).toEqual([before, true]);
    expect([session.state.status, ofPeople(call.log)]).toEqual(['joined', []]);
    expect(first.room(room).userIds).not.toContain('me');
    await session.dispose();
    expect([view.srcObject, world.leaks()]).toEqual([null, noLeaks]);
  });

  it('is in one element, at its volume, for a microphone that moves there and back', async () => {
    const call = await createCall();
    const { session, first, second, world } = call;
    const [here, there] = [first, second].map((cloud) =>
      cloud.room(room).addParticipant({ userId: 'zoe', sources: ['microphone'] }),
    );
    await call.pass();
    const microphone = session.participant(call.idOf('zoe'))?.microphone;
    microphone?.setVolume(0.4);
    const leg = await call.add();
    await call.pass();
    call.log.length = 0;
    for (const each of [leg, 1, leg]) {
      expect(audible(call)).toBe(1);
      call.move(each, 'zoe', 'microphone');
      await call.pass();
      expect(audible(call)).toBe(1);
      const [track, ...more] = microphone?.mediaStream.getTracks() ?? [];
      const from = each === leg ? there : here;
      expect([track === from?.receivedBy('me', 'microphone'), more]).toEqual([true, []]);
      expect(world.elements.liveAudio).toMatchObject([{ volume: 0.4 }]);
    }
    await call.close(1);
    expect([audible(call), session.participants.size, ofPeople(call.log)]).toEqual([1, 1, []]);
  });

  it('is muted where the one that is rendered is', async () => {
    const call = await createCall();
    const { session, first, second } = call;
    const [here, there] = [first, second].map((cloud) =>
      cloud.room(room).addParticipant({ userId: 'zoe', sources: ['microphone'] }),
    );
    await call.pass();
    const leg = await call.add();
    await call.pass();
    call.log.length = 0;
    there?.setMuted('microphone', true);
    await call.pass();
    const muted = (): boolean | undefined =>
      session.participants.get(call.idOf('zoe'))?.sources.microphone?.muted;
    expect([muted(), call.log]).toEqual([false, []]);
    call.move(leg, 'zoe', 'microphone');
    expect([muted(), call.log]).toEqual([true, ['source-muted zoe microphone']]);
    here?.setMuted('microphone', true);
    there?.setMuted('microphone', false);
    await call.pass();
    expect(muted()).toBe(false);
  });

  it('is the sound of a screen, by itself or in the voice of who shares, as each cloud has it', async () => {
    const call = await createCall();
    const { session, world, first, second } = call;
    first.room(room).addParticipant({ userId: 'zoe', sources: ['microphone', 'screen', 'screen-audio'] });
    const there = second.room(room).addParticipant({ userId: 'zoe', sources: ['microphone', 'screen'] });
    await call.pass();
    const zoe = session.participant(call.idOf('zoe'));
    const view = world.elements.createView();
    zoe?.screen.attach(view);
    world.page.setVisibility(view, { visible: true, width: 1280, height: 720 });
    await call.pass();
    expect(audible(call)).toBe(2);
    const leg = await call.add();
    await call.pass();
    call.log.length = 0;
    const stream = zoe?.screen.mediaStream;
    const before = view.sources.length;
    for (const source of ['microphone', 'screen'] as const) call.move(leg, 'zoe', source);
    await call.close(1);
    expect([zoe?.screen.mediaStream === stream, view.sources.length]).toEqual([true, before]);
    const [track, ...more] = stream?.getTracks() ?? [];
    expect([track === there.receivedBy('me', 'screen'), track?.readyState, more]).toEqual([true, 'live', []]);
    expect(ofPeople(call.log)).toEqual([
      'source-unsubscribed zoe screen-audio',
      'source-unpublished zoe screen-audio',
    ]);
    expect(audible(call)).toBe(1);
  });

  it('is heard once where the SDK of one cloud plays by itself, at the volume that was set', async () => {
    const call = await createCall({
      other: { capabilities: { remoteAudio: 'sdk-played', roster: 'streaming' } },
    });
    const { session, first, second } = call;
    for (const cloud of [first, second])
      cloud.room(room).addParticipant({ userId: 'zoe', sources: ['microphone'] });
    await call.pass();
    await session.playback.setSpeaker('speaker-2');
    const microphone = session.participant(call.idOf('zoe'))?.microphone;
    microphone?.setVolume(0.4);
    const leg = await call.add();
    await call.pass();
    const played = (): unknown =>
      second
        .room(room)
        .output('me')
        .audible.map(({ volume }) => volume);
    expect([audible(call), played()]).toEqual([1, []]);
    expect(second.room(room).output('me').speakerId).toBe('speaker-2');
    call.move(leg, 'zoe', 'microphone');
    await call.pass();
    expect([audible(call), played()]).toEqual([0, [0.4]]);
    microphone?.setVolume(0.7);
    await call.pass();
    expect(played()).toEqual([0.7]);
    call.move(1, 'zoe', 'microphone');
    await call.pass();
    expect([audible(call), played(), microphone?.volume]).toEqual([1, [], 0.7]);
  });

  it('is refused by the browser on one cloud alone, and played by one resume', async () => {
    const call = await createCall({ other: { capabilities: { remoteAudio: 'sdk-played' } } });
    const { session, second } = call;
    second.room(room).addParticipant({ userId: 'zoe', sources: ['microphone'] });
    await call.add();
    await call.pass();
    const changes: boolean[] = [];
    session.on('playback-changed', ({ blocked }) => changes.push(blocked));
    second.room(room).blockPlayback('me');
    await call.pass();
    expect(session.playback.blocked).toBe(true);
    await session.playback.resume();
    expect([session.playback.blocked, second.room(room).output('me').audible.length]).toEqual([false, 1]);
    second.room(room).blockPlayback('me');
    await call.pass();
    await call.close(2);
    expect([session.playback.blocked, changes]).toEqual([false, [true, false, true, false]]);
  });
});

describe('what this side sends over two clouds of different habits', () => {
  it('is captured once and silent on both in the instant of a mute', async () => {
    const call = await createCall();
    const { session, world, first, second } = call;
    await session.microphone.enable();
    await session.camera.enable();
    await session.screen.enable({ audio: true });
    await call.add();
    await call.pass();
    expect(names(first)).toEqual(['camera', 'microphone', 'screen', 'screen-audio']);
    expect(names(second)).toEqual(['camera', 'microphone', 'screen']);
    expect(world.devices.calls).toHaveLength(2);
    expect([first, second].map((cloud) => emits(cloud, 'microphone'))).toEqual([true, true]);
    const muting = [session.microphone.mute(), session.screenAudio.mute()];
    expect(['microphone', 'screen-audio'].map((source) => emits(first, source as SourceKind))).toEqual([
      false,
      false,
    ]);
    expect(emits(second, 'microphone')).toBe(false);
    await Promise.all(muting);
    await call.pass();
    expect(names(first)).toEqual(['camera', 'microphone muted', 'screen', 'screen-audio muted']);
    expect(names(second)).toEqual(['camera', 'microphone muted', 'screen']);
    await session.screenAudio.unmute();
    await call.pass();
    expect([emits(first, 'microphone'), emits(first, 'screen-audio'), emits(second, 'microphone')]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('goes on over the second when the first is closed: camera, screen with sound and microphone', async () => {
    const call = await createCall();
    const { session, world, second } = call;
    await session.microphone.enable();
    await session.camera.enable();
    await session.screen.enable({ audio: true });
    await call.add();
    await call.pass();
    const sent = (['camera', 'screen', 'microphone'] as const).map((source) =>
      second.room(room).sentTrack('me', source),
    );
    call.log.length = 0;
    await call.close(1);
    expect((['camera', 'screen', 'microphone'] as const).map((source) => emits(second, source))).toEqual([
      true,
      true,
      true,
    ]);
    for (const [index, source] of (['camera', 'screen', 'microphone'] as const).entries())
      expect(second.room(room).sentTrack('me', source)).toBe(sent[index]);
    expect([session.state.status, session.camera.state.publication.status]).toEqual(['joined', 'published']);
    expect(world.devices.calls).toHaveLength(2);
    expect(call.log.filter((line) => line.startsWith('screen-share-ended'))).toEqual([]);
    await session.dispose();
    expect(world.leaks()).toEqual(noLeaks);
  });
});

describe('who is there, over two clouds of different habits', () => {
  it('is one person each, whether a cloud tells of all at the join or of one after another', async () => {
    const call = await createCall();
    const { session, first, second } = call;
    for (const userId of ['zoe', 'yan']) first.room(room).addParticipant({ userId, sources: ['microphone'] });
    for (const userId of ['yan', 'zoe', 'ben']) second.room(room).addParticipant({ userId });
    await call.pass();
    call.log.length = 0;
    await call.add();
    await call.pass();
    await call.pass();
    expect([...session.participants.values()].map(({ userId }) => userId)).toEqual(['zoe', 'yan', 'ben']);
    expect(ofPeople(call.log)).toEqual(['participant-joined ben']);
  });

  it('is gone with the last cloud only, and known again on the other', async () => {
    const call = await createCall();
    const { session, first, second } = call;
    const [here, there] = [first, second].map((cloud) =>
      cloud.room(room).addParticipant({ userId: 'zoe', sources: ['microphone'] }),
    );
    await call.pass();
    const id = call.idOf('zoe');
    await call.add();
    await call.pass();
    call.log.length = 0;
    here?.leave();
    await call.pass();
    expect([call.idOf('zoe'), audible(call), session.participants.size]).toEqual([id, 1, 1]);
    there?.leave();
    await call.pass();
    expect([session.participants.size, audible(call)]).toEqual([0, 0]);
    expect(call.log.filter((line) => line.startsWith('participant-left'))).toEqual(['participant-left zoe']);
  });

  it('is not taken for somebody of the same name where one of the clouds vouches for nobody', async () => {
    const call = await createCall({ other: { capabilities: { ...habits, identity: 'claimed' } } });
    const { session, first, second } = call;
    for (const cloud of [first, second]) cloud.room(room).addParticipant({ userId: 'zoe' });
    await call.pass();
    await call.add();
    await call.pass();
    await call.pass();
    expect(session.participants.size).toBe(2);
  });

  it('leaves the call as it is when the second cloud has this user already and rejects the newer', async () => {
    const call = await createCall();
    const { session, second } = call;
    const other = createSide(second, {}, { name: 'other' });
    await other.session.join({ room, userId: 'me' });
    await session.microphone.enable();
    await call.pass();
    call.log.length = 0;
    await expect(call.add()).rejects.toMatchObject({ code: 'replaced' });
    await call.pass();
    expect([session.state.status, call.log, names(call.first)]).toEqual(['joined', [], ['microphone']]);
    expect(other.session.state.status).toBe('joined');
  });

  it('goes on over the first cloud when somebody takes the place on a second that kicks the older', async () => {
    const call = await createCall({ secondCloud: { duplicateIdentity: 'kicks-older' } });
    const { session, first, second } = call;
    for (const cloud of [first, second])
      cloud.room(room).addParticipant({ userId: 'zoe', sources: ['microphone'] });
    const leg = await call.add();
    await call.pass();
    call.move(leg, 'zoe', 'microphone');
    await call.pass();
    call.log.length = 0;
    const other = createSide(second, {}, { name: 'other' });
    await other.session.join({ room, userId: 'me' });
    await call.pass();
    expect([session.state.status, ofPeople(call.log), audible(call)]).toEqual(['joined', [], 1]);
    expect([...internalsOf(session).call.connections].map(({ adapter }) => adapter.name)).toEqual(['one']);
  });
});

describe('a limit of subscriptions of one cloud', () => {
  it('is neither shared with the other nor lost by it', async () => {
    const call = await createCall({ one: { limits: { subscriptions: 2 } } });
    const { session, first, second } = call;
    const scripted: { readonly in: FakeCloud; readonly who: FakeParticipant }[] = [];
    const comes = (cloud: FakeCloud, userId: string): void => {
      const who = cloud.room(room).addParticipant({ userId, sources: ['microphone'] });
      scripted.push({ in: cloud, who });
    };
    const all = ['zoe', 'yan', 'xia', 'wes'];
    for (const userId of all) for (const cloud of [first, second]) comes(cloud, userId);
    await call.pass();
    const received = (cloud: FakeCloud): number =>
      scripted.filter(({ in: where, who }) => where === cloud && who.receivedBy('me', 'microphone')).length;
    expect(received(first)).toBe(2);
    expect(
      all.map((userId) => session.participants.get(call.idOf(userId))?.sources.microphone?.subscription),
    ).toMatchObject([
      { status: 'subscribed' },
      { status: 'subscribed' },
      { status: 'not-subscribed', reason: 'limit' },
      { status: 'not-subscribed', reason: 'limit' },
    ]);
    const leg = await call.add();
    await call.pass();
    expect([received(first), received(second)]).toEqual([2, 4]);
    call.move(leg, 'wes', 'microphone');
    await call.pass();
    expect(session.participants.get(call.idOf('wes'))?.sources.microphone?.subscription.status).toBe(
      'subscribed',
    );
    comes(first, 'vic');
    await call.pass();
    expect(received(first)).toBe(2);
  });
});
