import { describe, expect, it } from 'vitest';
import { createFakeEnvironment, noLeaks, FakeMediaStreamTrack } from '../../src/testing.ts';
import type { FakeEnvironment, FakeEnvironmentOptions } from '../../src/testing.ts';

async function capture(
  { environment }: FakeEnvironment,
  constraints: MediaStreamConstraints = { audio: true },
): Promise<FakeMediaStreamTrack> {
  const stream = await environment.mediaDevices?.getUserMedia(constraints);
  const [track] = stream?.getTracks() ?? [];
  if (!(track instanceof FakeMediaStreamTrack)) throw new Error('getUserMedia gave no fake track');
  return track;
}

async function nameOf(rejecting: Promise<unknown>): Promise<string> {
  const error: unknown = await rejecting.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof DOMException ? error.name : 'no DOMException';
}

const rig = (options?: FakeEnvironmentOptions): FakeEnvironment => createFakeEnvironment(options);

describe('the fake clock', () => {
  it('drives a chain of timers that promises start', async () => {
    const { clock } = rig();
    const startMs = clock.now();
    const seen: number[] = [];
    const wait = (ms: number): Promise<void> => new Promise((resolve) => clock.after(ms, resolve));
    void (async () => {
      for (let round = 0; round < 3; round += 1) {
        await wait(100);
        await Promise.resolve();
        seen.push(clock.now() - startMs);
      }
    })();
    await clock.advance(250);
    expect(seen).toEqual([100, 200]);
    expect(clock.now() - startMs).toBe(250);
    expect(clock.timers).toEqual([{ dueMs: startMs + 300, delayMs: 100 }]);
  });

  it('runs timers in order of time, then of making, and forgets undone ones', async () => {
    const { clock } = rig();
    const seen: string[] = [];
    clock.after(20, () => seen.push('late'));
    clock.after(10, () => seen.push('first'));
    clock.after(10, () => seen.push('second'));
    clock.after(5, () => seen.push('undone'))();
    await clock.advance(20);
    expect(seen).toEqual(['first', 'second', 'late']);
    expect(clock.pending).toBe(0);
  });

  it('rejects with what a timer throws, and refuses to go back', async () => {
    const { clock } = rig();
    clock.after(1, () => {
      throw new RangeError('from a timer');
    });
    await expect(clock.advance(1)).rejects.toThrow('from a timer');
    await expect(clock.advance(-1)).rejects.toThrow(RangeError);
  });
});

describe('fake tracks', () => {
  it('emit while live, enabled and not muted by the device, whatever an own accessor says', async () => {
    const fake = rig();
    const track = await capture(fake);
    expect(track.emits).toBe(true);
    track.enabled = false;
    expect(track.emits).toBe(false);
    Object.defineProperty(track, 'enabled', { get: () => true });
    expect(track.enabled).toBe(true);
    expect(track.emits).toBe(false);
    const clone = track.clone();
    expect(clone.emits).toBe(false);
    clone.enabled = true;
    expect(clone.emits).toBe(true);
    track.setMuted(true);
    expect([clone.muted, clone.emits]).toEqual([true, false]);
  });

  it('hold their device open until the last clone is stopped, silently', async () => {
    const fake = rig();
    const track = await capture(fake);
    const clone = track.clone();
    const ended: string[] = [];
    for (const each of [track, clone]) each.addEventListener('ended', () => ended.push(each.id));
    track.stop();
    expect(fake.devices.open).toEqual(['mic-1']);
    expect(fake.tracks.clonesOf(track)).toEqual([clone]);
    clone.stop();
    expect(fake.devices.open).toEqual([]);
    expect(ended).toEqual([]);
  });

  it('end with their device, each with an event, before devicechange', async () => {
    const fake = rig();
    const track = await capture(fake);
    const clone = track.clone();
    const seen: string[] = [];
    track.onended = () => seen.push('raw');
    clone.addEventListener('ended', () => seen.push('clone'));
    fake.devices.port.addEventListener('devicechange', () => seen.push('devicechange'));
    fake.devices.unplug('mic-1');
    expect(seen).toEqual(['raw', 'clone', 'devicechange']);
    expect(track.readyState).toBe('ended');
  });

  it('follow constraints within what the device can do', async () => {
    const track = await capture(rig(), { video: { width: { ideal: 4000 }, frameRate: 15 } });
    expect(track.getSettings()).toMatchObject({ deviceId: 'cam-1', width: 1920, frameRate: 15 });
    await track.applyConstraints({ width: 320 });
    expect(track.getSettings().width).toBe(320);
    expect(await nameOf(track.applyConstraints({ width: { exact: 4000 } }))).toBe('OverconstrainedError');
  });
});

describe('fake devices', () => {
  it('choose by id and side, and say what cannot be met', async () => {
    const fake = rig();
    const back = await capture(fake, { video: { facingMode: 'environment' } });
    expect(back.getSettings().deviceId).toBe('cam-2');
    const second = await capture(fake, { audio: { deviceId: { exact: 'mic-2' } } });
    expect(second.label).toBe('Headset microphone');
    expect(await nameOf(capture(fake, { audio: { deviceId: { exact: 'gone' } } }))).toBe(
      'OverconstrainedError',
    );
    expect(fake.devices.calls).toHaveLength(3);
  });

  it('reject as browsers do', async () => {
    const fake = rig();
    fake.devices.setFault('mic-1', 'busy');
    expect(await nameOf(capture(fake))).toBe('NotReadableError');
    fake.devices.setFault('mic-1', 'aborted');
    expect(await nameOf(capture(fake))).toBe('AbortError');
    fake.devices.setFault('mic-1', 'overconstrained');
    expect(await nameOf(capture(fake))).toBe('OverconstrainedError');
    fake.devices.setFault('mic-1', undefined);
    expect((await capture(fake)).readyState).toBe('live');
    fake.devices.permissions.set('denied', 'microphone');
    expect(await nameOf(capture(fake))).toBe('NotAllowedError');
    expect(await nameOf(capture(rig({ devices: [] })))).toBe('NotFoundError');
    await expect(fake.devices.port.getUserMedia({})).rejects.toThrow(TypeError);
  });

  it('hold a prompt until somebody answers, and hide names until then', async () => {
    const fake = rig({ permission: 'prompt' });
    expect((await fake.devices.port.enumerateDevices())[0]?.label).toBe('');
    const both = capture(fake, { audio: true, video: true });
    await fake.clock.settle();
    expect(fake.devices.permissions.prompts[0]?.asks).toEqual(['microphone', 'camera']);
    expect(fake.leaks().prompts).toBe(1);
    fake.devices.permissions.prompts[0]?.allow();
    expect((await both).kind).toBe('audio');
    expect((await fake.devices.port.enumerateDevices())[0]?.label).toBe('Built-in microphone');
    expect(fake.leaks().prompts).toBe(0);
  });

  it('can be slow, in time of the fake clock', async () => {
    const fake = rig();
    fake.devices.slowMs = 5_000;
    let done = false;
    const captured = capture(fake).then(() => (done = true));
    await fake.clock.advance(4_999);
    expect(done).toBe(false);
    await fake.clock.advance(1);
    expect(await captured).toBe(true);
  });

  it('allow one capture of a kind at a time where asked to', async () => {
    const fake = rig();
    fake.devices.singleCapture = 'ends-older';
    const first = await capture(fake);
    const camera = await capture(fake, { video: true });
    const second = await capture(fake, { audio: { deviceId: 'mic-2' } });
    expect([first.readyState, second.readyState, camera.readyState]).toEqual(['ended', 'live', 'live']);
    fake.devices.singleCapture = 'mutes-older';
    await capture(fake);
    expect([second.muted, second.readyState]).toEqual([true, 'live']);
  });

  it('share a screen with a picker that waits, cancels and stops', async () => {
    const fake = rig();
    const { picker } = fake.devices;
    picker.answer = 'hold';
    const cancelled = picker.getDisplayMedia({ video: true });
    picker.open[0]?.cancel();
    expect(await nameOf(cancelled)).toBe('NotAllowedError');
    const chosen = picker.getDisplayMedia({ video: true, audio: true });
    picker.open[0]?.choose({ surface: 'browser' });
    const stream = await chosen;
    expect(stream.getVideoTracks()[0]?.getSettings().displaySurface).toBe('browser');
    const ended: string[] = [];
    for (const track of stream.getTracks()) track.addEventListener('ended', () => ended.push(track.kind));
    picker.stopSharingFromBrowser();
    expect(ended).toEqual(['video', 'audio']);
    expect(picker.calls).toHaveLength(2);
    expect(rig({ canShareScreen: false }).environment.mediaDevices?.getDisplayMedia).toBeUndefined();
  });
});

describe('fake sound', () => {
  it('is refused until a gesture', async () => {
    const { environment, elements } = rig({ playbackBlocked: true });
    const element = environment.createAudioElement();
    expect(await nameOf(element.play())).toBe('NotAllowedError');
    elements.gesture();
    await element.play();
    expect(element.paused).toBe(false);
  });

  it('keeps its volume on iOS and knows its loudspeakers', async () => {
    const element = rig({ ignoresVolume: true }).environment.createAudioElement();
    element.volume = 0.2;
    expect(element.volume).toBe(1);
    const desktop = rig().environment.createAudioElement();
    await desktop.setSinkId?.('speaker-2');
    expect(await nameOf(desktop.setSinkId?.('gone') ?? Promise.resolve())).toBe('NotFoundError');
    expect(rig({ canChooseSpeaker: false }).environment.createAudioElement().setSinkId).toBeUndefined();
  });

  it('passes a gain of 1 and not one of 0, and nothing while the context sleeps', async () => {
    const fake = rig();
    const track = await capture(fake);
    const context = fake.environment.createAudioContext();
    const gain = context.createGain();
    const destination = context.createMediaStreamDestination();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(fake.environment.createMediaStream([track])).connect(gain);
    gain.connect(destination);
    gain.connect(analyser);
    const heard = (): boolean => fake.tracks.emitting.some(({ source }) => source.origin === 'web-audio');
    const peak = (): number => {
      const samples = new Float32Array(8);
      analyser.getFloatTimeDomainData(samples);
      return Math.max(...samples);
    };
    expect([heard(), peak()]).toEqual([true, 0.5]);
    gain.gain.value = 0;
    expect([heard(), peak()]).toEqual([false, 0]);
    gain.gain.setValueAtTime(1, 0);
    await context.suspend();
    expect([heard(), peak()]).toEqual([false, 0]);
    await context.resume();
    track.enabled = false;
    expect(heard()).toBe(false);
  });
});

describe('the fake page', () => {
  it('tells visibility of elements at once and with each change', () => {
    const { environment, elements, page } = rig();
    const view = elements.createView();
    const seen: string[] = [];
    const stop = environment.observeVisibility(view, ({ visible, width }) =>
      seen.push(`${visible} ${width}`),
    );
    page.setVisibility(view, { visible: false });
    stop();
    page.setVisibility(view, { visible: true });
    expect(seen).toEqual(['true 640', 'false 640']);
  });

  it('hides, is restored, and says so', () => {
    const { environment, page } = rig();
    const seen: string[] = [];
    environment.observePage((event) => seen.push(`${event} ${environment.pageVisible()}`));
    page.fire('hide');
    page.fire('show-restored');
    page.fire('hidden');
    page.fire('freeze');
    expect(seen).toEqual(['hide true', 'show-restored true', 'hidden false', 'freeze false']);
  });
});

describe('the leak report', () => {
  it('lists everything that is open, and nothing after it was closed', async () => {
    const fake = rig();
    expect(fake.leaks()).toEqual(noLeaks);
    const { environment, elements } = fake;
    const track = await capture(fake);
    const onEnded = (): void => undefined;
    track.addEventListener('ended', onEnded);
    const undo = environment.clock.after(50, onEnded);
    const audio = environment.createAudioElement();
    audio.srcObject = environment.createMediaStream();
    const view = elements.createView();
    view.srcObject = environment.createMediaStream();
    const frame = view.requestVideoFrameCallback?.(onEnded) ?? 0;
    const context = environment.createAudioContext();
    environment.mediaDevices?.addEventListener('devicechange', onEnded);
    const unpage = environment.observePage(onEnded);
    const unobserve = environment.observeVisibility(view, onEnded);
    expect(fake.leaks()).toEqual({
      tracks: [`device:${track.id}`],
      trackListeners: 1,
      timers: [50],
      audioElements: 1,
      videoViews: 1,
      frameCallbacks: 1,
      audioContexts: 1,
      deviceListeners: 1,
      pageListeners: 1,
      observers: 1,
      prompts: 0,
    });
    track.stop();
    track.removeEventListener('ended', onEnded);
    undo();
    audio.srcObject = null;
    view.srcObject = null;
    view.cancelVideoFrameCallback?.(frame);
    await context.close();
    environment.mediaDevices?.removeEventListener('devicechange', onEnded);
    unpage();
    unobserve();
    expect(fake.leaks()).toEqual(noLeaks);
  });
});
