import { expect, test } from 'vitest';
import { createWatching } from '../pages/watching.ts';

/** An element whose frames are shown by hand. */
function createView() {
  let now = 1_000;
  let shown = 0;
  let request: VideoFrameRequestCallback | undefined;
  const watching = createWatching(
    {
      requestVideoFrameCallback: (run) => {
        request = run;
        return 1;
      },
      cancelVideoFrameCallback: () => {
        request = undefined;
      },
    },
    () => now,
  );
  return {
    watching,
    /** Shows frames, the last of which is told of where the page is not busy. */
    show(count: number, { everyMs = 40, busy = false } = {}): void {
      for (let each = 0; each < count; each += 1) {
        now += everyMs;
        shown += 1;
        if (busy && each < count - 1) continue;
        const run = request;
        request = undefined;
        const frame = { presentationTime: now, expectedDisplayTime: now, mediaTime: 0, width: 1, height: 1 };
        run?.(now, { ...frame, presentedFrames: shown });
      }
    },
    stand(ms: number): void {
      now += ms;
    },
  };
}

test('the time between frames is measured', () => {
  const { watching, show, stand } = createView();
  watching.begin();
  show(5);
  stand(500);
  show(5);
  expect(watching.end()).toMatchObject({ longestMs: 540, usualMs: 40 });
});

test.each([
  ['from the beginning', 'before'],
  ['until the end', 'after'],
] as const)('a picture that stands %s was seen to stand', (_, when) => {
  const { watching, show, stand } = createView();
  watching.begin();
  if (when === 'before') stand(6_000);
  show(5);
  if (when === 'after') stand(6_000);
  expect(watching.end().longestMs).toBe(when === 'before' ? 6_040 : 6_000);
});

test('a picture that never comes was seen to stand all the time', () => {
  const { watching, stand } = createView();
  watching.begin();
  stand(700);
  expect(watching.end().longestMs).toBe(700);
});

test('frames that a busy page is told of late were shown all the same', () => {
  const { watching, show } = createView();
  watching.begin();
  show(4);
  show(4, { busy: true });
  const { longestMs, usualMs } = watching.end();
  // Between two of the four that were told as one at most so long passed: the others take a refresh of the screen each.
  expect([longestMs, usualMs]).toEqual([160 - 3 * (1_000 / 60), 40]);
});
