import { expect, it, onTestFinished } from 'vitest';
import { browserEnvironment } from '../src/environment/browser-environment.ts';
import { questions } from '../test/testing/questions/questions.ts';
import type { Stage } from '../test/testing/questions/stage.ts';
import { colourTrack, toneTrack } from './rendering/peers.ts';

function elementOf(view: object): HTMLVideoElement {
  if (!(view instanceof HTMLVideoElement)) throw new Error('This is no element of this stage.');
  return view;
}

function createView(): HTMLVideoElement {
  const view = document.createElement('video');
  view.muted = true;
  document.body.append(view);
  onTestFinished(() => {
    view.remove();
  });
  return view;
}

function createContext(): AudioContext {
  const context = new AudioContext();
  onTestFinished(async () => {
    if (context.state !== 'closed') await context.close();
  });
  return context;
}

/** An element that is stopped by being taken out, and a context that falls asleep: what was set going before them has happened. */
async function quiet(): Promise<void> {
  const view = createView();
  view.srcObject = new MediaStream([colourTrack('red')]);
  await view.play();
  const context = new AudioContext();
  await context.resume();
  const told = (target: EventTarget, name: string): Promise<unknown> =>
    new Promise((resolve) => {
      target.addEventListener(name, resolve, { once: true });
    });
  const both = [told(view, 'pause'), told(context, 'statechange')];
  view.remove();
  await context.suspend();
  await Promise.all(both);
  await context.close();
}

async function chromiumStage(): Promise<Stage> {
  // A page that captures may play and make sound.
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const frame = document.createElement('iframe');
  document.body.append(frame);
  onTestFinished(() => {
    for (const track of stream.getTracks()) track.stop();
    frame.remove();
  });
  return {
    audio: () => new Audio(),
    view: createView,
    takeOut(view) {
      elementOf(view).remove();
    },
    putInto(view, where) {
      const home = where === 'page' ? document : frame.contentDocument;
      home?.body.append(elementOf(view));
    },
    stream: (kind) => new MediaStream([kind === 'audio' ? toneTrack(440) : colourTrack('blue')]),
    context: createContext,
    devices: browserEnvironment.mediaDevices ?? navigator.mediaDevices,
    quiet,
  };
}

// `test/testing/doubles.test.ts` puts the same questions to the doubles.
it.each(questions)('Chromium answers: $title', { timeout: 30_000 }, async ({ ask, answer }) => {
  expect(await ask(await chromiumStage())).toEqual(answer);
});
