import { expect, it } from 'vitest';
import { createMixedSounds } from '../../src/rendering/mixed-sound.ts';
import type { SoundEvents } from '../../src/rendering/sound.ts';
import { FakeMediaStream, createFakeEnvironment } from '../../src/testing.ts';

/** Mixed sounds, and what was played of them: `play 1` and the like, by the number of the sound that was made. */
function createRig() {
  const told: string[] = [];
  const { tracks } = createFakeEnvironment();
  const sounds: SoundEvents[] = [];
  let made = 0;
  const create = createMixedSounds({
    createMediaStream: (given) => new FakeMediaStream(given),
    createSound(_stream, events) {
      const name = String((made += 1));
      sounds.push(events);
      return {
        play: () => told.push(`play ${name}`),
        rest: () => told.push(`rest ${name}`),
        setVolume: () => told.push(`volume ${name}`),
        end: () => told.push(`end ${name}`),
      };
    },
  });
  const track = () => tracks.create({ kind: 'audio', origin: 'remote' });
  return { told, sounds, create, track };
}

it('goes on with another track before it lets go of the one of before', () => {
  const { told, create, track } = createRig();
  const stream = new FakeMediaStream([track()]);
  const sound = create(stream, {});
  sound.play();
  for (const each of stream.getTracks()) stream.removeTrack(each);
  stream.addTrack(track());
  sound.play();
  expect(told).toEqual(['play 1', 'play 2', 'end 1']);
  sound.end();
  sound.end();
  expect(told.slice(3)).toEqual(['end 2']);
});

it('plays nothing of a stream without a track, and lets go of what it had', () => {
  const { told, create, track } = createRig();
  const stream = new FakeMediaStream();
  const sound = create(stream, {});
  sound.play();
  expect(told).toEqual([]);
  const [one] = [track()];
  stream.addTrack(one);
  sound.play();
  sound.play();
  stream.removeTrack(one);
  sound.play();
  expect(told).toEqual(['play 1', 'play 1', 'end 1']);
});

it('is one sound for all who hold it, until the last of them has let go', () => {
  const { told, create, track } = createRig();
  const mix = track();
  const [one, other] = [create(new FakeMediaStream([mix]), {}), create(new FakeMediaStream([mix]), {})];
  one.play();
  other.play();
  one.rest();
  one.setVolume(0);
  one.end();
  expect(told).toEqual(['play 1', 'play 1']);
  other.end();
  one.play();
  expect(told.slice(2)).toEqual(['end 1', 'play 2']);
});

it('tells everybody who holds it how it goes', () => {
  const { sounds, create, track } = createRig();
  const mix = track();
  const heard: string[] = [];
  const listener = {
    playing: () => heard.push('playing'),
    stopped: (standing: string) => heard.push(standing),
    silenced: (silenced: boolean) => heard.push(`silenced ${String(silenced)}`),
  };
  for (const events of [{}, listener]) create(new FakeMediaStream([mix]), events).play();
  const [sound] = sounds;
  sound?.playing?.();
  sound?.stopped?.('interrupted');
  sound?.silenced?.(true);
  expect(heard).toEqual(['playing', 'interrupted', 'silenced true']);
});
