import { describe, expect, test, vi } from 'vitest';
import type { MediaProcessor } from '../../src/face/media-processor.ts';
import type { FakeMediaStreamTrack } from '../../src/testing/fake-track.ts';
import { noLeaks } from '../../src/testing/leak-report.ts';
import { createRig, type CaptureRig } from './rig.ts';

function blurOf(rig: CaptureRig) {
  const outputs: FakeMediaStreamTrack[] = [];
  const stop = vi.fn();
  const start = vi.fn<MediaProcessor['start']>((track) => {
    const output = rig.tracks.create({ kind: 'video', gives: () => track.readyState === 'live' });
    outputs.push(output);
    return { track: output, stop };
  });
  return { processor: { start }, outputs, start, stop };
}

describe('processors', () => {
  test('what is sent and previewed is the output, behind the gate', async () => {
    const rig = createRig();
    const { processor, outputs, start } = blurOf(rig);
    await rig.local.camera.setProcessor(processor);
    expect(start).not.toHaveBeenCalled();
    await rig.local.camera.enable();
    expect(rig.local.camera.state.track).toBe(outputs[0]);
    expect(rig.sentTrack('camera').clonedFrom).toBe(outputs[0]);
    await rig.local.camera.mute({ release: false });
    rig.sentTrack('camera').enabled = true;
    expect(rig.audible('camera')).toBe(false);
  });

  test('begins and ends on an open camera, and on every device that is opened', async () => {
    const rig = createRig();
    const { processor, outputs, start, stop } = blurOf(rig);
    await rig.local.camera.enable();
    await rig.local.camera.setProcessor(processor);
    expect(rig.sentTrack('camera').clonedFrom).toBe(outputs[0]);
    await rig.local.camera.setDevice('cam-2');
    expect(start).toHaveBeenCalledTimes(2);
    expect(stop).toHaveBeenCalledTimes(1);
    expect(rig.sentTrack('camera').clonedFrom).toBe(outputs[1]);
    await rig.local.camera.setProcessor(undefined);
    expect(stop).toHaveBeenCalledTimes(2);
    expect(rig.sentTrack('camera').clonedFrom?.source.origin).toBe('device');
    rig.local.dispose();
    expect(rig.leaks()).toEqual(noLeaks);
    expect(outputs.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
  });

  test('one that cannot start on an open camera changes nothing, and the promise says so', async () => {
    const rig = createRig();
    await rig.local.camera.enable();
    const before = rig.sentTrack('camera');
    const broken: MediaProcessor = { start: () => Promise.reject(new Error('no WebGL')) };
    await expect(rig.local.camera.setProcessor(broken)).rejects.toMatchObject({
      code: 'unknown',
      message: 'The processor could not start. Try again, or use none. (no WebGL)',
    });
    expect(rig.sentTrack('camera')).toBe(before);
    expect(rig.audible('camera')).toBe(true);
    await rig.local.camera.setDevice('cam-2');
    expect(rig.audible('camera')).toBe(true);
  });

  test.each(['rejects', 'throws'] as const)('one that is set and %s is never left out', async (how) => {
    const rig = createRig();
    const broken: MediaProcessor = {
      start() {
        if (how === 'throws') throw new Error('no WebGL');
        return Promise.reject(new Error('no WebGL'));
      },
    };
    await rig.local.camera.setProcessor(broken);
    await expect(rig.local.camera.enable()).rejects.toMatchObject({ code: 'unknown' });
    expect(rig.local.camera.state.capture).toMatchObject({ status: 'failed', reason: 'unknown' });
    expect(rig.tracks.live).toEqual([]);
    expect(rig.sent('camera')).toBeUndefined();
  });

  test.each(['mute', 'next-device'] as const)(
    'one that dies is not left out either (%s)',
    async (deviceLoss) => {
      const rig = createRig({ media: { deviceLoss } });
      const { processor, outputs } = blurOf(rig);
      await rig.local.camera.setProcessor(processor);
      await rig.local.camera.enable();
      outputs[0]?.end();
      await rig.settle();
      expect(rig.local.camera.state).toMatchObject({
        muted: true,
        capture: { status: 'failed', reason: 'unknown' },
      });
      expect(rig.devices.open).toEqual([]);
      expect(rig.sent('camera')).toMatchObject({ track: null, muted: true });
    },
  );

  test('a start that never settles ends with the signal, and what comes late is stopped', async () => {
    const rig = createRig();
    const { processor, outputs, stop } = blurOf(rig);
    let begin: () => void = () => undefined;
    const slow: MediaProcessor = {
      start: async (track, context) => {
        await new Promise<void>((resolve) => {
          begin = resolve;
        });
        return processor.start(track, context);
      },
    };
    await rig.local.camera.setProcessor(slow);
    const outcome = expect(rig.local.camera.enable()).rejects.toMatchObject({ code: 'aborted' });
    await rig.settle();
    await rig.local.camera.disable();
    await outcome;
    expect(rig.devices.open).toEqual([]);
    begin();
    await rig.settle();
    expect(outputs[0]?.readyState).toBe('ended');
    expect(stop).toHaveBeenCalledTimes(1);
  });
});
