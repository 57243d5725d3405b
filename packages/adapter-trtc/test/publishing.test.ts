import { createFakeEnvironment } from '@jackfield/core/testing';
import { expect, test } from 'vitest';
import { Publishing } from '../src/media/publishing.ts';
import { DoubleInstance } from './support/double-sdk.ts';

/** It switches on what it is given, as the SDK was measured to do, and confirms what it publishes. */
class SwitchingOn extends DoubleInstance {
  readonly given: MediaStreamTrack[] = [];

  override startLocalAudio(how: {
    mute: boolean;
    option: { audioTrack: MediaStreamTrack };
  }): Promise<unknown> {
    how.option.audioTrack.enabled = true;
    this.given.push(how.option.audioTrack);
    return super.startLocalAudio(how);
  }

  override updateLocalAudio(how: {
    mute?: boolean;
    option?: { audioTrack?: MediaStreamTrack };
  }): Promise<unknown> {
    const track = how.option?.audioTrack;
    if (track) {
      track.enabled = true;
      this.given.push(track);
    }
    return super.updateLocalAudio(how);
  }
}

async function published() {
  const { tracks } = createFakeEnvironment();
  const engine = new SwitchingOn({});
  const publishing = new Publishing({
    engine: () => engine,
    tellMuted: () => undefined,
    mayPublish: () => true,
  });
  engine.on('publish-state-changed', (event) => publishing.stateChanged(event));
  const writes: unknown[] = [];
  /** A muted track: whoever writes on it or on a plain clone of it is noted. */
  const track = tracks.create({ kind: 'audio' });
  const watch = (one: MediaStreamTrack): MediaStreamTrack => {
    const clone = one.clone.bind(one);
    return Object.defineProperties(one, {
      enabled: { configurable: true, get: () => false, set: (value) => writes.push(value) },
      clone: { configurable: true, value: () => watch(clone()) },
    });
  };
  watch(track);
  await publishing.publish({ source: 'microphone', track, muted: true, contentHint: '' }, undefined);
  return { engine, publishing, track, tracks, writes };
}

test('what the SDK switches on is a clone, and the gate hears nothing of it', async () => {
  const { engine, track, writes, publishing } = await published();
  expect(engine.given).toHaveLength(1);
  expect(engine.given[0]).not.toBe(track);
  await publishing.replace('microphone', track, { muted: true });
  expect(engine.given).toHaveLength(2);
  expect(writes).toEqual([]);
});

test('a clone ends with its publication or with the next one, and the track does not', async () => {
  const { engine, track, publishing } = await published();
  await publishing.replace('microphone', track, { muted: true });
  expect(engine.given.map(({ readyState }) => readyState)).toEqual(['ended', 'live']);
  await publishing.unpublish('microphone');
  expect(engine.given.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
  expect(track.readyState).toBe('live');
});

test('nothing that was given stays when the instance is another one', async () => {
  const { engine, publishing } = await published();
  publishing.reset();
  expect(engine.given.map(({ readyState }) => readyState)).toEqual(['ended']);
});

test('what is stopped before the SDK has taken the track fails once, and nowhere else', async () => {
  const { tracks } = createFakeEnvironment();
  const engine = new DoubleInstance({ confirms: false });
  let take: (() => void) | undefined;
  engine.startLocalAudio = () => new Promise((resolve) => (take = () => resolve(undefined)));
  const publishing = new Publishing({
    engine: () => engine,
    tellMuted: () => undefined,
    mayPublish: () => true,
  });
  const track = tracks.create({ kind: 'audio' });
  const failed = expect(
    publishing.publish({ source: 'microphone', track, muted: false, contentHint: '' }, undefined),
  ).rejects.toMatchObject({ code: 'publish-failed' });
  publishing.stateChanged({ mediaType: 'audio', state: 'stopped' });
  // An unhandled rejection would be told of by now, and fail the run.
  await new Promise((resolve) => setImmediate(resolve));
  take?.();
  await failed;
});
