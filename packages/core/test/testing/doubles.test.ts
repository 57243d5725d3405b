import { expect, it } from 'vitest';
import type { FakeVideoView } from '../../src/testing.ts';
import { createFakeEnvironment, FakeHome, FakeMediaStream } from '../../src/testing.ts';
import { questions } from './questions/questions.ts';
import type { Stage } from './questions/stage.ts';

function doubleStage(): Stage {
  const { environment, clock, elements, devices, tracks } = createFakeEnvironment();
  const other = new FakeHome();
  const own = new WeakMap<object, FakeVideoView>();
  const fakeOf = (view: object): FakeVideoView => {
    const fake = own.get(view);
    if (!fake) throw new Error('This is no element of this stage.');
    return fake;
  };
  const home = elements.createView().ownerDocument;
  return {
    audio: () => elements.createAudioElement(),
    view() {
      const view = elements.createView();
      own.set(view, view);
      return view;
    },
    takeOut(view) {
      fakeOf(view).takeOut();
    },
    putInto(view, where) {
      fakeOf(view).putInto(where === 'page' ? home : other);
    },
    stream: (kind) => new FakeMediaStream([tracks.create({ kind })]),
    context: () => environment.createAudioContext(),
    devices: devices.port,
    quiet: () => clock.settle(),
  };
}

// `test-media/doubles.test.ts` puts the same questions to Chromium.
it.each(questions)('the doubles answer as Chromium does: $title', async ({ ask, answer }) => {
  expect(await ask(doubleStage())).toEqual(answer);
});
