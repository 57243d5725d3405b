import { describe, expect, it } from 'vitest';
import { createPreparedSounds } from '../../src/switching/prepared-sounds.ts';
import { createFakeEnvironment } from '../../src/testing.ts';

const zoe = { participantId: 'zoe', source: 'microphone' } as const;
const ann = { participantId: 'ann', source: 'microphone' } as const;

/** Sounds that play when a test says so. */
function createRig() {
  const { clock, tracks } = createFakeEnvironment();
  const asked: (readonly [string, MediaStreamTrack | undefined])[] = [];
  const plays: (() => void)[] = [];
  const seen = { changes: 0 };
  const sounds = createPreparedSounds({
    clock,
    remote: {
      prepare({ participantId }, track) {
        asked.push([participantId, track]);
        return new Promise((resolve) => plays.push(resolve));
      },
    },
    changed: () => (seen.changes += 1),
  });
  const create = (label: string) => tracks.create({ kind: 'audio', origin: 'remote', label });
  const [first, second] = [create('first'), create('second')] as const;
  return { sounds, clock, asked, plays, seen, first, second };
}

describe('a sound that is prepared', () => {
  it('is there once it plays, and is asked for once', async () => {
    const { sounds, clock, asked, plays, seen, first, second } = createRig();
    sounds.prepare(zoe, first);
    sounds.prepare(zoe, first);
    expect(asked).toEqual([['zoe', first]]);
    expect([sounds.has(zoe, first), seen.changes]).toEqual([false, 0]);
    plays[0]?.();
    await clock.settle();
    expect([sounds.has(zoe, first), seen.changes]).toEqual([true, 1]);
    expect([sounds.has(zoe, second), sounds.has(ann, first)]).toEqual([false, false]);
    expect(clock.pending).toBe(0);
  });

  it('takes over after a second though it does not say that it plays', async () => {
    const { sounds, clock, seen, first } = createRig();
    sounds.prepare(zoe, first);
    await clock.advance(999);
    expect([sounds.has(zoe, first), seen.changes]).toEqual([false, 0]);
    await clock.advance(1);
    expect([sounds.has(zoe, first), seen.changes]).toEqual([true, 1]);
  });

  it('gives way to another track of its source, and to none of somebody else', async () => {
    const { sounds, clock, asked, plays, seen, first, second } = createRig();
    sounds.prepare(zoe, first);
    sounds.prepare(ann, second);
    plays[0]?.();
    plays[1]?.();
    await clock.settle();
    expect([sounds.has(zoe, first), sounds.has(ann, second)]).toEqual([true, true]);
    sounds.prepare(zoe, second);
    expect(asked.at(-1)).toEqual(['zoe', second]);
    expect([sounds.has(zoe, first), sounds.has(zoe, second), seen.changes]).toEqual([false, false, 2]);
    sounds.prepare(zoe, first);
    // Of those that were prepared before nobody waits any more.
    expect(clock.pending).toBe(1);
  });

  it('ends with the handover, also while it does not play yet', () => {
    const { sounds, clock, asked, first, second } = createRig();
    sounds.prepare(zoe, first);
    sounds.prepare(ann, second);
    sounds.end();
    expect(asked.slice(2)).toEqual([
      ['zoe', undefined],
      ['ann', undefined],
    ]);
    expect([clock.pending, sounds.has(zoe, first)]).toEqual([0, false]);
    sounds.end();
    expect(asked).toHaveLength(4);
  });
});
