import { expect, it } from 'vitest';
import { mapStreams } from '../src/map-streams.ts';

const sources = (list: unknown): readonly string[] =>
  mapStreams(list).map(({ source, mid, muted }) => `${mid} ${source}${muted ? ' muted' : ''}`);

it('reads what streams are from their descriptions', () => {
  const list = [
    { type: 'audio', mid: '0', description: 'microphone muted' },
    { type: 'video', mid: '1', description: 'screen', simulcast: true },
    { type: 'video', mid: '2', description: 'camera', disabled: true },
    { type: 'data', mid: '3' },
  ];
  expect(sources(list)).toEqual(['0 microphone muted', '1 screen']);
  expect(mapStreams(list)[1]?.simulcast).toBe(true);
});

it('takes streams of other clients for what they usually are', () => {
  const list = [
    { type: 'video', mid: '0' },
    { type: 'audio', mid: '1', description: 'my headset' },
    { type: 'video', mid: '2' },
    { type: 'video', mid: '3' },
  ];
  expect(sources(list)).toEqual(['0 camera', '1 microphone', '2 screen']);
});

it('believes no description that does not fit its stream, and no second one of a source', () => {
  expect(sources([{ type: 'audio', mid: '0', description: 'camera' }])).toEqual([]);
  const twice = ['0', '1'].map((mid) => ({ type: 'video', mid, description: 'camera' }));
  expect(sources(twice)).toEqual(['0 camera']);
});

it.each([undefined, null, 'text', 7, {}, [null, 'x', 3, []], [{ mid: 5 }]])('survives %j', (list) => {
  expect(mapStreams(list)).toEqual([]);
});
