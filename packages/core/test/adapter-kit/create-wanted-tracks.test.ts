import { createWantedTracks } from '@jackfield/core/adapter-kit';
import { createFakeEnvironment } from '@jackfield/core/testing';
import { expect, it } from 'vitest';

function rig() {
  const { tracks } = createFakeEnvironment();
  const facts: unknown[] = [];
  const wanted = createWantedTracks({
    remoteTrack: ({ remoteId, source, track }) => facts.push([remoteId, source, track.label]),
    remoteTrackLost: ({ remoteId, source, repair }) => facts.push([remoteId, source, 'lost', repair]),
  });
  const track = (label: string): MediaStreamTrack => tracks.create({ kind: 'video', label });
  return { facts, track, wanted };
}

it('gives a track once it is wanted and there, whichever comes first', () => {
  const { facts, track, wanted } = rig();
  wanted.want('ada', ['camera']);
  wanted.set('ada', 'camera', track('a'));
  wanted.set('bob', 'camera', track('b'));
  expect(facts).toEqual([['ada', 'camera', 'a']]);
  wanted.want('bob', ['camera']);
  wanted.want('bob', ['camera']);
  expect(facts).toEqual([
    ['ada', 'camera', 'a'],
    ['bob', 'camera', 'b'],
  ]);
  expect([...wanted.wanted('bob')]).toEqual(['camera']);
});

it('gives another track of a source', () => {
  const { facts, track, wanted } = rig();
  wanted.want('ada', ['camera']);
  wanted.set('ada', 'camera', track('a'));
  wanted.set('ada', 'camera', track('b'));
  expect(facts).toEqual([
    ['ada', 'camera', 'a'],
    ['ada', 'camera', 'b'],
  ]);
});

it('tells of a track that is gone only where it is wanted', () => {
  const { facts, track, wanted } = rig();
  wanted.want('ada', ['camera', 'screen']);
  wanted.have('ada', new Map([['camera', track('a')] as const, ['screen', track('s')] as const]));
  facts.length = 0;
  wanted.want('ada', ['camera']);
  expect(facts).toEqual([]);
  wanted.have('ada', new Map());
  expect(facts).toEqual([['ada', 'camera', 'lost', undefined]]);
});

it('gives what it has again to whoever wants it again', () => {
  const { facts, track, wanted } = rig();
  wanted.set('ada', 'camera', track('a'));
  wanted.want('ada', ['camera']);
  wanted.want('ada', []);
  wanted.want('ada', ['camera']);
  expect(facts).toEqual([
    ['ada', 'camera', 'a'],
    ['ada', 'camera', 'a'],
  ]);
});

it('tells who repairs what was lost with its transport', () => {
  const { facts, track, wanted } = rig();
  wanted.want('ada', ['camera']);
  wanted.set('ada', 'camera', track('a'));
  wanted.lose('ada', 'core');
  wanted.lose('ada', 'core');
  wanted.lose('nobody', 'core');
  expect(facts.slice(1)).toEqual([['ada', 'camera', 'lost', 'core']]);
  wanted.set('ada', 'camera', track('b'));
  expect(facts.slice(2)).toEqual([['ada', 'camera', 'b']]);
});

it('forgets somebody without a word', () => {
  const { facts, track, wanted } = rig();
  wanted.want('ada', ['camera']);
  wanted.forget('ada');
  wanted.set('ada', 'camera', track('a'));
  expect(facts).toEqual([]);
});
