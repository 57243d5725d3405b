import { expect, test } from 'vitest';

import { Impairments, MediaSource, PlayedMedia } from '../src/index.ts';

test('packets of an owner are lost by the seed, others pass; what is delayed is dropped at the end', () => {
  const passed: string[] = [];
  const impairments = new Impairments({ seed: 1 });
  impairments.impair('s1', { loss: 1 });
  impairments.impair('s2', { delayMs: 60_000 });
  for (const owner of ['s1', 's2', 's3']) impairments.carry(owner, () => passed.push(owner));
  expect(passed).toEqual(['s3']);
  impairments.impair('s1', undefined);
  impairments.carry('s1', () => passed.push('s1'));
  expect(passed).toEqual(['s3', 's1']);
  impairments.dispose();
});

test('half of the packets are lost with a loss of one half, the same ones with the same seed', () => {
  const run = (): string => {
    const impairments = new Impairments({ seed: 7 });
    impairments.impair('s', { loss: 0.5 });
    let text = '';
    for (let index = 0; index < 200; index += 1) {
      let passed = '-';
      impairments.carry('s', () => (passed = '+'));
      text += passed;
    }
    return text;
  };
  expect(run()).toBe(run());
  expect(run().replaceAll('-', '').length).toBeGreaterThan(60);
});

test('played media: tones and pictures flow to whoever listens, until they are closed', async () => {
  const media = new PlayedMedia({ microphone: { toneHz: 440 }, camera: { colour: 'green' } });
  expect(media.kinds).toEqual(['microphone', 'camera']);
  expect(media.source('screen')).toBeUndefined();
  const first = (kind: 'microphone' | 'camera'): Promise<number> =>
    new Promise((resolve) => {
      media.source(kind)?.listen((packet) => {
        resolve(packet.payload.length);
      });
    });
  expect(await first('microphone')).toBe(160);
  expect(await first('camera')).toBeGreaterThan(100);
  media.close();
});

test('key frames are asked for at most five times a second, and the last wish is kept', async () => {
  let asked = 0;
  const source = new MediaSource('VP8', { askForKeyFrame: () => (asked += 1) });
  for (let index = 0; index < 10; index += 1) source.requestKeyFrame();
  expect(asked).toBe(1);
  await expect.poll(() => asked).toBe(2);
  source.requestKeyFrame();
  source.close();
});
