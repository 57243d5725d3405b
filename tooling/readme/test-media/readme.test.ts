import { expect, test } from 'vitest';

/** Resolves with the next frame that an element shows. */
const frame = (video: HTMLVideoElement): Promise<void> =>
  new Promise((resolve) =>
    video.requestVideoFrameCallback(() => {
      resolve();
    }),
  );

const tiles = (title: string): HTMLVideoElement[] => [
  ...document.querySelectorAll<HTMLVideoElement>(`video[title="${title}"]`),
];

/** Waits until somebody's picture is on the page, moves, and is seen: it has a size. */
async function seen(title: string): Promise<void> {
  await expect.poll(() => tiles(title).length).toBe(1);
  const [tile] = tiles(title);
  if (!tile) throw new Error(`There is no picture of ${title}.`);
  await frame(tile);
  expect(tile.videoWidth).toBeGreaterThan(0);
  expect(tile.getBoundingClientRect()).toMatchObject({ width: 320, height: 180 });
  expect(tile.muted).toBe(true);
}

test('two tabs of the README see each other without a server, though both run the same code', async () => {
  const { call, vendor } = await import('virtual:readme/call'); // the first tab joins with the import
  // Whoever looks at themselves goes on with that after a call: the own picture of another test may be here.
  const before = tiles('You').length;
  const second = await call(vendor, 'The second');
  await seen('The second');
  await seen('Somebody');
  expect(tiles('You')).toHaveLength(before + 1);

  await second.leave();
  expect(second.state).toMatchObject({ status: 'ended', reason: 'left' });
  await expect.poll(() => tiles('The second').length).toBe(0);
  expect(tiles('Somebody')).toHaveLength(0);
});

test('the same call over the cloud of the README shows who is played', async () => {
  const { call } = await import('virtual:readme/call');
  const { pretend } = await import('virtual:readme/pretend');
  const session = await call(pretend, 'Ann');
  await seen('Zoe');
  await session.leave();
  expect(tiles('Zoe')).toHaveLength(0);
});

test('the Chinese README has the same code: it differs in texts and comments alone', async () => {
  const { english, chinese } = await import('virtual:readme/languages');
  const bare = (code: string): string =>
    code
      .replaceAll(/\/\*\*.*?\*\//gsu, '')
      .replaceAll(/\s*\/\/.*$/gmu, '')
      .replaceAll(/'[^'./@]*'/gu, "''")
      .replaceAll(/\s+/gu, '');
  expect(chinese.map(bare)).toEqual(english.map(bare));
});
