import { expect, it } from 'vitest';
import { syncTrack } from '../../src/rendering/sync-track.ts';
import { FakeMediaStream, FakeMediaStreamTrack, TrackSource } from '../../src/testing.ts';

class NamedSource extends TrackSource {
  override nextTrackId(): string {
    return this.label;
  }
}

const named = (label: string): FakeMediaStreamTrack =>
  new FakeMediaStreamTrack(new NamedSource({ kind: 'video', origin: 'remote', label, gives: () => true }));

it('adds another track before the old one goes', () => {
  const [before, after] = [named('before'), named('after')];
  const stream = new FakeMediaStream([before]);
  syncTrack(stream, after);
  expect(stream.getTracks()).toEqual([after]);
  expect(stream.history).toEqual(['add after', 'remove before']);
});

it('takes another track with the same id, which the browser would not add beside the old one', () => {
  const [before, after] = [named('camera'), named('camera')];
  const stream = new FakeMediaStream([before]);
  syncTrack(stream, after);
  expect(stream.getTracks()).toEqual([after]);
});

it('keeps the track that is there, and takes it out', () => {
  const track = named('camera');
  const stream = new FakeMediaStream([track]);
  syncTrack(stream, track);
  expect(stream.history).toEqual([]);
  syncTrack(stream, undefined);
  expect(stream.getTracks()).toEqual([]);
});
