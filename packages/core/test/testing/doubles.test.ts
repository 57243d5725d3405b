import { describe, expect, it } from 'vitest';
import { createFakeEnvironment } from '../../src/testing.ts';
import { FakeAnalyserNode, FakeSourceNode } from '../../src/testing/fake-audio-nodes.ts';
import { FakeHome, FakeVideoView } from '../../src/testing/fake-video-view.ts';
import { createFakeClock } from '../../src/testing/fake-clock.ts';
import { FakeMediaStream } from '../../src/testing/fake-media-stream.ts';
import { ListenerCounter } from '../../src/testing/listener-counter.ts';
import { checkConstraints, wishOf } from '../../src/testing/match-constraints.ts';
import { createTrackRegistry } from '../../src/testing/track-registry.ts';

describe('the fake clock', () => {
  it('lists what it waits for in the order in which it is due', () => {
    const clock = createFakeClock();
    const startMs = clock.now();
    clock.after(300, () => undefined);
    const undo = clock.after(100, () => undefined);
    clock.after(200, () => undefined);
    undo();
    expect(clock.timers.map(({ dueMs, delayMs }) => [dueMs - startMs, delayMs])).toEqual([
      [200, 200],
      [300, 300],
    ]);
  });

  it.each([-1, NaN, Infinity])('takes no time that is none: %s', async (ms) => {
    await expect(createFakeClock().advance(ms)).rejects.toThrow(/0 ms or more/);
  });

  it('may advance by nothing, which settles what is due', async () => {
    const clock = createFakeClock();
    let ran = 0;
    clock.after(0, () => {
      ran += 1;
    });
    await clock.advance(0);
    expect(ran).toBe(1);
  });
});

describe('a counter of listeners', () => {
  it('counts by event and in all, whatever undoes them', () => {
    const target = new ListenerCounter();
    const undo = new AbortController();
    const [one, other, once] = [() => undefined, () => undefined, () => undefined];
    target.addEventListener('change', one);
    target.addEventListener('change', other, { signal: undo.signal });
    target.addEventListener('end', once, { once: true });
    target.addEventListener('end', null);
    target.addEventListener('late', one, { signal: AbortSignal.abort() });
    const counts = () => [
      target.listenerCount('change'),
      target.listenerCount('end'),
      target.listenerCount('late'),
      target.listenerCount(),
    ];
    expect(counts()).toEqual([2, 1, 0, 3]);
    undo.abort();
    target.dispatchEvent(new Event('end'));
    expect(counts()).toEqual([1, 0, 0, 1]);
    target.removeEventListener('change', one);
    target.removeEventListener('change', null);
    expect(target.listenerCount()).toBe(0);
  });
});

describe('constraints', () => {
  const able = { width: { min: 160, max: 1280 }, facingMode: ['user'], deviceId: 'cam-1' };

  it('are wishes as they are said', () => {
    expect([undefined, 640, ['a'], { exact: 5 }, null].map(wishOf)).toEqual([
      {},
      { ideal: 640 },
      { ideal: ['a'] },
      { exact: 5 },
      { ideal: null },
    ]);
  });

  it('are met as far as a device can, and refused by name where they are exact', () => {
    expect(checkConstraints({ width: 99_999 }, able)).toMatchObject({ width: 1280 });
    expect(checkConstraints({ width: 1 }, able)).toMatchObject({ width: 160 });
    expect(checkConstraints({ width: { exact: 1280 } }, able)).toMatchObject({ width: 1280 });
    for (const [constraints, name] of [
      [{ width: { exact: 1281 } }, 'width'],
      [{ width: { exact: 159 } }, 'width'],
      [{ facingMode: { exact: 'environment' } }, 'facingMode'],
      [{ deviceId: { exact: 'cam-2' } }, 'deviceId'],
    ] as const)
      expect(() => checkConstraints(constraints, able)).toThrow(
        expect.objectContaining({
          name: 'OverconstrainedError',
          constraint: name,
          message: `The demand "${name}" cannot be met.`,
        }),
      );
    expect(checkConstraints({ width: { exact: 5 } }, { width: null as never })).toMatchObject({ width: 5 });
  });

  it('are taken as they are where a device does not say what it can', () => {
    expect(checkConstraints({ frameRate: { exact: 12 }, height: 99_999 }, able)).toEqual({
      frameRate: 12,
      height: 99_999,
    });
    expect(checkConstraints({ width: 99_999 }, { width: { min: 160 } })).toEqual({ width: 99_999 });
    expect(checkConstraints({ width: 1 }, { width: { max: 1280 } })).toEqual({ width: 1 });
  });
});

describe('a stream', () => {
  it('finds a track by its id, and none by another', () => {
    const track = createTrackRegistry().create({ kind: 'audio' });
    const stream = new FakeMediaStream([track]);
    expect([stream.getTrackById(track.id), stream.getTrackById('other')]).toEqual([track, null]);
    expect([stream.getAudioTracks(), stream.getVideoTracks()]).toEqual([[track], []]);
  });
});

describe('devices', () => {
  it('can do what they say, and what is usual otherwise', async () => {
    const { environment } = createFakeEnvironment();
    const stream = await environment.mediaDevices?.getUserMedia({ audio: true, video: true });
    const [camera, microphone] = [stream?.getVideoTracks()[0], stream?.getAudioTracks()[0]];
    expect(camera?.getSettings()).toMatchObject({
      ...{
        width: 640,
        height: 480,
        frameRate: 30,
        deviceId: 'cam-1',
        groupId: 'built-in',
        facingMode: 'user',
      },
    });
    expect(microphone?.getSettings()).not.toHaveProperty('width');
    expect(microphone?.getSettings()).not.toHaveProperty('facingMode');
    await expect(
      environment.mediaDevices?.getUserMedia({ video: { deviceId: { exact: 'none' } } }),
    ).rejects.toMatchObject({ name: expect.stringMatching(/NotFound|Overconstrained/) as string });
  });
});

describe('usual devices', () => {
  it('can do what real ones can: up to 60 frames a second, and each processing on or off', async () => {
    const { environment } = createFakeEnvironment();
    const open = async (constraints: MediaStreamConstraints) => {
      const stream = await environment.mediaDevices?.getUserMedia(constraints);
      return stream?.getTracks()[0]?.getSettings();
    };
    expect(await open({ video: { frameRate: 120 } })).toMatchObject({ frameRate: 60 });
    const processing = ['echoCancellation', 'noiseSuppression', 'autoGainControl'] as const;
    for (const name of processing)
      for (const wish of [true, false])
        expect(await open({ audio: { [name]: wish } })).toMatchObject({ [name]: wish });
  });

  it('of which there is none are not asked for: the person sees no prompt', async () => {
    const { environment, devices } = createFakeEnvironment({ devices: [], permission: 'prompt' });
    const opened = environment.mediaDevices?.getUserMedia({ video: true });
    await expect(opened).rejects.toMatchObject({
      name: 'NotFoundError',
      message: 'Requested device not found',
    });
    expect(devices.permissions.prompts).toEqual([]);
  });
});

describe('an audio context', () => {
  it('counts its time in seconds', async () => {
    const { environment, clock } = createFakeEnvironment();
    const context = environment.createAudioContext();
    const { currentTime } = context;
    await clock.advance(2_500);
    expect(context.currentTime - currentTime).toBeCloseTo(2.5);
  });

  it('that is closed does nothing any more, and says so', async () => {
    const context = createFakeEnvironment().environment.createAudioContext();
    await context.close();
    const closed = { name: 'InvalidStateError', message: 'The context is closed.' };
    await expect(context.resume()).rejects.toMatchObject(closed);
    await expect(context.suspend()).rejects.toMatchObject(closed);
    await expect(context.close()).rejects.toMatchObject(closed);
  });

  it('shows an analyser a wave about its middle, as floats and as bytes', () => {
    const node = new FakeSourceNode(createTrackRegistry().create({ kind: 'audio' }));
    const analyser = new FakeAnalyserNode(() => true);
    node.connect(analyser);
    const [floats, bytes] = [new Float32Array(2), new Uint8Array(2)];
    analyser.getFloatTimeDomainData(floats);
    analyser.getByteTimeDomainData(bytes);
    expect([...floats, ...bytes]).toEqual([0.5, -0.5, 192, 65]);
  });
});

describe('elements', () => {
  it('refuse a volume that is none, as browsers do', () => {
    const element = createFakeEnvironment().elements.createAudioElement();
    for (const volume of [-0.1, 1.1, NaN])
      expect(() => {
        element.volume = volume;
      }).toThrow(`The volume ${String(volume)} is outside the range [0, 1].`);
    expect(element.volume).toBe(1);
  });

  it('begin paused, and go on in time with each frame', () => {
    const view = new FakeVideoView();
    expect([view.paused, view.currentTime]).toEqual([true, 0]);
    view.showFrame();
    view.showFrame();
    expect(view.currentTime).toBeCloseTo(0.08);
  });

  it('that leave full screen are paused once, before it is told or after', async () => {
    for (const pausedFirst of [true, false]) {
      const home = new FakeHome();
      const view = new FakeVideoView();
      view.putInto(home);
      await view.play();
      const seen: boolean[] = [];
      home.addEventListener('fullscreenchange', () => seen.push(view.paused));
      view.leaveFullScreen({ pausedFirst });
      await Promise.resolve();
      if (pausedFirst) await view.play();
      await createFakeClock().settle();
      expect([seen, view.paused]).toEqual([[pausedFirst], !pausedFirst]);
    }
  });
});

describe('what is captured', () => {
  it('takes no constraints any more once it has ended', async () => {
    const track = createTrackRegistry().create({ kind: 'video' });
    track.stop();
    await expect(track.applyConstraints({ width: 320 })).rejects.toMatchObject({
      name: 'OverconstrainedError',
    });
  });

  it('ends with its own device alone', async () => {
    const { environment, devices } = createFakeEnvironment();
    const stream = await environment.mediaDevices?.getUserMedia({ audio: true, video: true });
    devices.unplug('cam-1');
    const states = stream?.getTracks().map(({ kind, readyState }) => `${kind} ${readyState}`);
    expect(states?.sort()).toEqual(['audio live', 'video ended']);
  });

  it('comes from another device where the one that was wished for is not there', async () => {
    const { environment } = createFakeEnvironment();
    const stream = await environment.mediaDevices?.getUserMedia({
      video: { deviceId: { ideal: 'none' }, facingMode: 'environment' },
    });
    expect(stream?.getTracks()[0]?.getSettings().deviceId).toBe('cam-2');
  });

  it('of a screen says of what', async () => {
    const { devices } = createFakeEnvironment();
    devices.picker.share = { surface: 'window' };
    const stream = await devices.picker.getDisplayMedia();
    expect(stream.getTracks()[0]?.label).toBe('Shared window');
  });

  it('is silent in a context that sleeps', async () => {
    const context = createFakeEnvironment().environment.createAudioContext();
    await context.suspend();
    expect(context.state).toBe('suspended');
  });
});
