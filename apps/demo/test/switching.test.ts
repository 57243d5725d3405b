import { fake, createFakeCloud } from '@jackfield/adapter-fake';
import type { AdapterDifference, DifferenceName, SwitchGap } from '@jackfield/core/switch';
import { beforeAll, describe, expect, it } from 'vitest';
import { differenceText } from '../src/call/switching/difference-text.ts';
import { gapLines } from '../src/call/switching/gap-lines.ts';
import { graveLosses } from '../src/call/switching/grave-losses.ts';
import { catalogue } from '../src/i18n/language.svelte.ts';

beforeAll(async () => {
  await catalogue.use('en');
  await catalogue.loadCall();
});

const lost = (...names: DifferenceName[]): readonly AdapterDifference[] =>
  names.map((name) => ({ name, text: '' }));
const gap = (source: SwitchGap['source'], gapMs: number | undefined): SwitchGap => ({
  participantId: 'bob',
  source,
  gapMs,
});

describe('what a change of the provider costs', () => {
  it.each([
    [[], []],
    [[gap('camera', undefined)], []],
    [
      [gap('camera', 40.4), gap('screen', 90.6), gap('microphone', 3)],
      ['Longest time without a new picture: 91 ms.', 'Longest silence: 3 ms.'],
    ],
    [[gap('microphone', 0)], ['Longest silence: 0 ms.']],
  ])('%#: the longest of each kind', (gaps, lines) => {
    expect(gapLines(gaps)).toEqual(lines);
  });
});

describe('what has to be accepted by a tick', () => {
  const source = (enabled: boolean) => ({ state: { enabled } });
  const none = { camera: source(false), microphone: source(false), screen: source(false) };
  const all = { camera: source(true), microphone: source(true), screen: source(true) };
  it.each([
    [none, ['messages', 'camera', 'screen-audio', 'camera-with-screen'], []],
    [
      none,
      ['region', 'recording-consent', 'end-to-end-encryption', 'stats'],
      ['region', 'recording-consent', 'end-to-end-encryption'],
    ],
    [
      all,
      ['camera', 'camera-with-screen', 'screen-audio', 'mute'],
      ['camera', 'camera-with-screen', 'screen-audio'],
    ],
    [{ ...none, screen: source(true) }, ['camera', 'camera-with-screen', 'screen'], ['screen']],
  ] as const)('%#: what protects people, and what is in use', (devices, names, grave) => {
    expect(graveLosses(lost(...names), devices)).toEqual(grave);
  });
});

describe('the words of a difference', () => {
  const adapter = fake(createFakeCloud());
  it('say how much, where there is a limit', () => {
    const texts = (participants: number | undefined): string | undefined =>
      differenceText('participants', { ...adapter, limits: { ...adapter.limits, participants } });
    expect([texts(8), texts(undefined)]).toEqual([
      'People in the room: at most 8',
      'People in the room: no fixed limit',
    ]);
  });
  it('do not bother anybody with what this app has decided', () => {
    expect((['identity', 'ids', 'roles'] as const).map((name) => differenceText(name, adapter))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
