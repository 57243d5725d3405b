import { describe, expect, it, onTestFinished } from 'vitest';
import { browserEnvironment } from '../../src/environment/browser-environment.ts';
import type { AudioContextPort } from '../../src/environment/rtc-environment.ts';
import { createAudioMix } from '../../src/leg/audio-mix.ts';
import type { RemoteSourceKey } from '../../src/model/remote-source-key.ts';
import { watchUntil } from './look.ts';
import { colourTrack, toneTrack } from './peers.ts';
import { createMediaRig } from './rig.ts';
import { showPicture } from './show-picture.ts';

const microphone: RemoteSourceKey = { participantId: 'p1', source: 'microphone' };

/** A page that captures may play and make sound. */
async function consent(): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  onTestFinished(() => {
    for (const track of stream.getTracks()) track.stop();
  });
}

function frame(): HTMLIFrameElement {
  const made = document.createElement('iframe');
  Object.assign(made.style, { width: '400px', height: '300px' });
  document.body.append(made);
  onTestFinished(() => {
    made.remove();
  });
  return made;
}

const untilPaused = (view: HTMLMediaElement, paused: boolean): Promise<string[]> =>
  watchUntil(
    () => String(view.paused),
    (seen) => seen === String(paused),
  );

describe('a real picture', { timeout: 30_000 }, () => {
  it('that is taken out of the page stands still, and plays once it is back', async () => {
    const rig = createMediaRig();
    const view = await showPicture(rig);
    const paused = new Promise((resolve) => {
      view.addEventListener('pause', resolve, { once: true });
    });
    view.remove();
    await paused;
    document.body.append(view);
    await untilPaused(view, false);
    expect(rig.told.playback.interrupted).toBe(false);
  });

  it('that is moved into a frame plays there and is seen there, and not while that is not drawn', async () => {
    const rig = createMediaRig({ releaseMs: 50 });
    const view = await showPicture(rig);
    const inner = frame();
    inner.contentDocument?.body.append(view);
    await untilPaused(view, false);
    const visible = (): string => String(rig.told.interest?.visible);
    await watchUntil(visible, (seen) => seen === 'true');
    inner.style.display = 'none';
    await watchUntil(visible, (seen) => seen === 'false');
    inner.style.display = '';
    await watchUntil(visible, (seen) => seen === 'true');
    await untilPaused(view, false);
  });

  it('that something else pauses in sight is told and left, and plays on resume', async () => {
    const rig = createMediaRig();
    const view = await showPicture(rig);
    view.pause();
    await watchUntil(
      () => rig.told.render,
      (seen) => seen === 'interrupted',
    );
    expect([view.paused, rig.told.playback]).toEqual([true, { blocked: false, interrupted: true }]);
    await rig.media.playback.resume();
    await watchUntil(
      () => rig.told.render,
      (seen) => seen === 'playing',
    );
    expect(rig.told.playback.interrupted).toBe(false);
  });
});

describe('real sound', { timeout: 30_000 }, () => {
  it('that something else pauses is told, and plays with a gesture', async () => {
    await consent();
    const rig = createMediaRig();
    rig.media.setExpected(microphone, true);
    rig.media.setTrack(microphone, toneTrack(440));
    const render = (): string => rig.told.render;
    await watchUntil(render, (seen) => seen === 'playing');
    rig.audio[0]?.pause();
    await watchUntil(render, (seen) => seen === 'interrupted');
    window.dispatchEvent(new PointerEvent('pointerdown'));
    await watchUntil(render, (seen) => seen === 'playing');
  });

  it('has fewer outputs than sixty for tracks of this page: those without one say so', async () => {
    await consent();
    const rig = createMediaRig();
    const told = new Map<string, string>();
    rig.told.hear = ({ participantId }, render) => told.set(participantId, render);
    const tone = toneTrack(440);
    for (let index = 0; index < 60; index += 1) {
      const key: RemoteSourceKey = { participantId: `p${String(index)}`, source: 'microphone' };
      rig.media.setExpected(key, true);
      rig.media.setTrack(key, tone.clone());
    }
    const count = (render: string): number => [...told.values()].filter((each) => each === render).length;
    await watchUntil(
      () =>
        String(count('not-playing: outputs') > 0 && count('playing') + count('not-playing: outputs') === 60),
      (seen) => seen === 'true',
    );
    const [silent] = [...told].find(([, render]) => render === 'not-playing: outputs') ?? [];
    rig.media.spoke(silent ?? '');
    await watchUntil(
      () => String(told.get(silent ?? '')),
      (seen) => seen === 'playing',
    );
  });

  it('that passes an audio context is woken when that falls asleep', async () => {
    await consent();
    const contexts: AudioContextPort[] = [];
    const mix = createAudioMix(
      {
        ...browserEnvironment,
        createAudioContext() {
          const made = browserEnvironment.createAudioContext();
          contexts.push(made);
          return made;
        },
      },
      {
        warn(cause) {
          throw cause;
        },
      },
    );
    onTestFinished(() => {
      mix.set([]);
    });
    mix.set([{ track: toneTrack(440), open: true }]);
    const [context] = contexts;
    const state = (): string => context?.state ?? 'none';
    await watchUntil(state, (seen) => seen === 'running');
    await context?.suspend();
    await watchUntil(state, (seen) => seen === 'running');
  });
});

describe('what the doubles do is what elements do', { timeout: 30_000 }, () => {
  it('a pause is told later, a change of the stream is none, and a move within one task stops nothing', async () => {
    const view = document.createElement('video');
    view.muted = true;
    document.body.append(view);
    onTestFinished(() => {
      view.remove();
    });
    view.srcObject = new MediaStream([colourTrack('rgb(0,0,255)')]);
    await view.play();
    const log: string[] = [];
    view.addEventListener('pause', () => log.push(`pause, paused ${String(view.paused)}`));
    view.remove();
    document.body.append(view);
    expect(view.paused).toBe(false);
    view.srcObject = new MediaStream([colourTrack('rgb(0,0,255)')]);
    expect(view.paused).toBe(true);
    await view.play();
    view.pause();
    expect(log).toEqual([]);
    await watchUntil(
      () => log.join(),
      (seen) => seen !== '',
    );
    expect(log).toEqual(['pause, paused true']);
  });
});
