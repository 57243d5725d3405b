import { reactive, ref } from '@vue/reactivity';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RtcSession } from '../../src/face/rtc-session.ts';
import { watchDevices } from '../../src/devices.ts';
import { watchLevels } from '../../src/levels.ts';
import { getStats } from '../../src/stats.ts';
import { createSessionRig } from '../session/rig.ts';

/** The wrappers that apps put around what they keep, as their libraries make them. */
const wrappers: readonly (readonly [string, <Value extends object>(value: Value) => Value])[] = [
  ['Vue reactive', (value) => reactive({ value }).value as typeof value],
  ['Vue ref', (value) => ref(value).value as typeof value],
  ['a plain Proxy', (value) => new Proxy(value, {})],
];

describe.each(wrappers)('a session in %s', (_name, wrap) => {
  async function joined() {
    const rig = createSessionRig();
    const session: RtcSession = wrap(rig.session);
    await session.join({ room: 'studio', userId: 'me' });
    const { id } = await rig.comes('zoe');
    return { rig, session, id };
  }

  it('joins, shows who is there, and lends its insides to other entry points', async () => {
    const { rig, session, id } = await joined();
    expect([session.state.status, session.participants.size]).toEqual(['joined', 1]);
    expect([...session.participants.keys()]).toEqual([id]);
    expect([...session.participants].map(([, { userId }]) => userId)).toEqual(['zoe']);
    session.participants.forEach((each, key) => {
      expect([each.userId, key]).toEqual(['zoe', id]);
    });
    expect(session.participants.get(id)?.userId).toBe('zoe');
    expect(session.snapshot.participants.get(id)?.userId).toBe('zoe');
    const levels: number[] = [];
    onTestFinished(watchLevels(session, ({ participants }) => levels.push(participants.size)));
    await rig.clock.advance(100);
    expect(levels).toContain(1);
    expect(await getStats(session)).toEqual({ media: [], connections: [] });
    await session.leave();
    await session.dispose();
    expect(session.state).toMatchObject({ status: 'ended', reason: 'disposed' });
  });

  it('gives handles that work, wrapped too and with their methods taken off', async () => {
    const { rig, session, id } = await joined();
    const person = session.participant(id);
    if (!person) throw new Error('Nobody is there.');
    const { camera, microphone } = wrap(person);
    const { attach } = camera;
    const { setVolume, subscribe, unsubscribe } = microphone;
    const view = rig.elements.createView();
    const detach = attach(view);
    setVolume(0.5);
    expect([microphone.volume, microphone.info?.muted]).toEqual([0.5, false]);
    expect(microphone.mediaStream.getTracks()).toHaveLength(1);
    await subscribe();
    unsubscribe();
    detach();
    expect(wrap(person).info.userId).toBe('zoe');
  });

  it('takes its methods off, and those of its sources and of sound', async () => {
    const { rig, session } = await joined();
    const { on, subscribe, can, participant, leave, dispose, sendMessage, preload } = session;
    const { enable, mute, unmute, disable, setDevice } = session.microphone;
    const { resume, setSpeaker } = session.playback;
    const heard: string[] = [];
    onTestFinished(on('local-source-changed', ({ state }) => heard.push(state.capture.status)));
    onTestFinished(subscribe(() => heard.push('any')));
    await enable();
    await mute();
    await unmute();
    await setDevice('mic-2');
    expect(session.microphone.state).toMatchObject({ enabled: true, muted: false, deviceId: 'mic-2' });
    await disable();
    await resume();
    await setSpeaker('speaker-2');
    await rig.clock.settle();
    expect([session.playback.speakerId, can('publish-camera'), participant('nobody')]).toEqual([
      'speaker-2',
      true,
      undefined,
    ]);
    expect(heard).toContain('live');
    await expect(sendMessage({ topic: 'chat', text: 'hello' })).rejects.toMatchObject({
      code: 'unsupported',
    });
    await preload();
    const view = rig.elements.createView();
    const { attach } = session.camera;
    attach(view)();
    await leave();
    await dispose();
  });
});

it('a list of devices that is wrapped can be watched and compared', async () => {
  const { environment, clock } = createSessionRig();
  for (const [, wrap] of wrappers) {
    const { subscribe, refresh } = wrap(watchDevices({ environment }));
    const counts: number[] = [];
    const undo = subscribe(({ cameras }) => counts.push(cameras.length));
    await refresh();
    await clock.settle();
    undo();
    expect(counts).toEqual([2]);
  }
});
