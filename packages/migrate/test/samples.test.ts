import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { migrate } from '../src/index.ts';

const before = (file: string): string => readFileSync(new URL(`../samples/${file}`, import.meta.url), 'utf8');

it('changes the sample of livekit-client, and says what it could not', async () => {
  const { text, notes, bridge } = migrate({
    from: 'livekit',
    text: before('livekit/before.ts'),
    extension: '.ts',
  });
  await expect(text).toMatchFileSnapshot('../samples/livekit/after.ts');
  expect(bridge).toBe('jackfield-livekit');
  expect(notes).toEqual([
    { line: 23, code: 'on', advice: expect.stringContaining('watchLevels') as unknown },
  ]);
});

it('changes the sample of aliyun-webrtc-sdk, and says what it could not', async () => {
  const { text, notes, bridge } = migrate({
    from: 'aliyun',
    text: before('aliyun/before.js'),
    extension: '.ts',
  });
  await expect(text).toMatchFileSnapshot('../samples/aliyun/after.js');
  expect(bridge).toBe('jackfield-aliyun');
  expect(notes).toEqual([
    { line: 32, code: 'on', advice: expect.stringContaining('watchLevels') as unknown },
  ]);
});
