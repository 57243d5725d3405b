import { expect, test } from 'vitest';
import type { MediaProcessor } from '../../src/face/media-processor.ts';
import { chainProcessors } from '../../src/processors.ts';
import { createTrackRegistry } from '../../src/testing/track-registry.ts';

function setUp() {
  const tracks = createTrackRegistry();
  const log: string[] = [];
  const step = (name: string, fails = false): MediaProcessor => ({
    start(track) {
      log.push(`${name} gets ${track.label}`);
      if (fails) throw new Error(`${name} fails`);
      return { track: tracks.create({ kind: 'video', label: name }), stop: () => log.push(`${name} stops`) };
    },
  });
  const raw = tracks.create({ kind: 'video', label: 'raw' });
  return { tracks, log, step, raw, context: { signal: new AbortController().signal } };
}

test('each gets what the one before it gives, and they end from the end', async () => {
  const { log, step, raw, context, tracks } = setUp();
  const { track, stop } = await chainProcessors(step('crop'), step('blur')).start(raw, context);
  expect(track.label).toBe('blur');
  stop();
  stop();
  expect(log).toEqual(['crop gets raw', 'blur gets crop', 'blur stops', 'crop stops']);
  expect(tracks.live).toEqual([raw]);
});

test('when one fails the others are ended and the chain fails', async () => {
  const { log, step, raw, context, tracks } = setUp();
  await expect(chainProcessors(step('crop'), step('blur', true)).start(raw, context)).rejects.toThrow(
    'blur fails',
  );
  expect(log).toEqual(['crop gets raw', 'blur gets crop', 'crop stops']);
  expect(tracks.live).toEqual([raw]);
});

test('one that ends by itself ends the chain', async () => {
  const { step, raw, context, tracks } = setUp();
  const { track } = await chainProcessors(step('crop'), step('blur')).start(raw, context);
  const ended = new Promise((resolve) => {
    track.addEventListener('ended', resolve);
  });
  tracks.all.find(({ label }) => label === 'crop')?.end();
  await expect(ended).resolves.toBeInstanceOf(Event);
});

test('an empty chain passes the track on', async () => {
  const { raw, context } = setUp();
  expect((await chainProcessors().start(raw, context)).track).toBe(raw);
});

test('the end of a chain is told once, however often one of them ends', async () => {
  const { step, raw, context, tracks } = setUp();
  const { track } = await chainProcessors(step('crop'), step('blur')).start(raw, context);
  let ends = 0;
  track.addEventListener('ended', () => (ends += 1));
  const crop = tracks.all.find(({ label }) => label === 'crop');
  crop?.dispatchEvent(new Event('ended'));
  crop?.dispatchEvent(new Event('ended'));
  expect(ends).toBe(1);
});
