import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBrowserPlaceholder } from '../../src/environment/browser-placeholder.ts';
import { createTrackRegistry } from '../../src/testing/track-registry.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A page with a canvas and Web Audio, and what became of them. */
function page({ tracks = 1 } = {}) {
  const registry = createTrackRegistry();
  const make = (kind: 'audio' | 'video') => Array.from({ length: tracks }, () => registry.create({ kind }));
  const seen = { drawn: 0, closed: 0, contexts: [] as string[] };
  vi.stubGlobal('document', {
    createElement: (name: string) => ({
      name,
      getContext(kind: string) {
        seen.contexts.push(`${name} ${kind}`);
        return { fillRect: () => (seen.drawn += 1) };
      },
      captureStream: () => ({ getVideoTracks: () => make('video') }),
    }),
  });
  vi.stubGlobal(
    'AudioContext',
    class {
      state = 'running';
      createMediaStreamDestination() {
        return { stream: { getAudioTracks: () => make('audio') } };
      }
      close() {
        this.state = 'closed';
        seen.closed += 1;
        return Promise.resolve();
      }
    },
  );
  return { registry, seen };
}

describe('a black picture', () => {
  it('is drawn again and again, so that frames of it come, until it is let go', () => {
    const { registry, seen } = page();
    const { track, stop } = createBrowserPlaceholder('video');
    expect([track.kind, seen.contexts]).toEqual(['video', ['canvas 2d']]);
    const before = seen.drawn;
    vi.advanceTimersByTime(2_000);
    expect(seen.drawn).toBeGreaterThan(before + 2);
    stop();
    expect([registry.live, vi.getTimerCount()]).toEqual([[], 0]);
  });
});

describe('silence', () => {
  it('lets go of its context with the track, once', () => {
    const { registry, seen } = page();
    const { track, stop } = createBrowserPlaceholder('audio');
    expect(track.kind).toBe('audio');
    stop();
    stop();
    expect([registry.live, seen.closed]).toEqual([[], 1]);
  });
});

it.each(['audio', 'video'] as const)(
  'a browser that gives no %s track says so, and nothing stays',
  (kind) => {
    const { seen } = page({ tracks: 0 });
    expect(() => createBrowserPlaceholder(kind)).toThrow('This browser gave no placeholder track.');
    expect([vi.getTimerCount(), seen.closed]).toEqual([0, kind === 'audio' ? 1 : 0]);
  },
);
