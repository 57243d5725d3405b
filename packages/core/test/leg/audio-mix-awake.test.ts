import { expect, test } from 'vitest';
import { createAudioMix } from '../../src/leg/audio-mix.ts';
import { createFakeEnvironment } from '../../src/testing/create-fake-environment.ts';

function setUp(playbackBlocked = false) {
  const world = createFakeEnvironment({ playbackBlocked });
  const told: boolean[] = [];
  const mix = createAudioMix(world.environment, {
    warn: () => undefined,
    asleep: (asleep) => told.push(asleep),
  });
  const track = world.tracks.create({ kind: 'audio', origin: 'device' });
  mix.set([{ track, open: true }]);
  const [context] = world.audioContexts;
  if (!context) throw new Error('There is no context.');
  return { world, told, mix, context };
}

test('a context that falls asleep is woken at once, and nothing is told of that', async () => {
  const { world, told, context } = setUp();
  await context.suspend();
  await world.clock.settle();
  expect([context.state, told, world.clock.pending]).toEqual(['running', [], 0]);
});

test('one that was made before the person has acted is told after a second, and woken by the act', async () => {
  const { world, told, context } = setUp(true);
  await world.clock.advance(1_000);
  expect([context.state, told]).toEqual(['suspended', [true]]);
  world.elements.gesture();
  world.page.fire('gesture');
  await world.clock.settle();
  expect([context.state, told]).toEqual(['running', [true, false]]);
});

test('one that the system held is woken when the page is in front again', async () => {
  const { world, told, context } = setUp();
  world.elements.playbackBlocked = true;
  await context.suspend();
  await world.clock.advance(1_000);
  expect(told).toEqual([true]);
  world.elements.playbackBlocked = false;
  world.page.fire('visible');
  await world.clock.settle();
  expect([context.state, told]).toEqual(['running', [true, false]]);
});

test('nothing is left of a mix that is over', async () => {
  const { world, mix } = setUp(true);
  mix.set([]);
  await world.clock.settle();
  expect([world.clock.pending, world.page.listenerCount]).toEqual([0, 0]);
});
