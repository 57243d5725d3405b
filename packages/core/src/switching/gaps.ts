import type { VideoView } from '../environment/rtc-environment.ts';
import type { SwitchGap } from '../face/session-events.ts';
import type { RemoteSourceKey } from '../model/remote-source-key.ts';
import { mediaKindOf } from '../model/source-kind.ts';
import { onNextFrame } from '../rendering/next-frame.ts';
import type { RemoteMedia } from '../rendering/remote-media.ts';
import type { Clock } from '../timing/clock.ts';

/** Measures the interruption of each source that changes over. */
export interface Gaps {
  /** Takes notice of the pictures that may change over: their frames are noted from now on. */
  expect(key: RemoteSourceKey): void;
  /** Changes a source over by `run`, and measures. `prepared` tells that its sound is playing already, unheard. */
  measure(key: RemoteSourceKey, prepared: boolean, run: () => void): void;
  /** A sound plays, after it did not. */
  played(key: RemoteSourceKey): void;
  /** Returns what came of it so far. */
  read(): readonly SwitchGap[];
  /** Ends all measuring, and gives what came of it. */
  end(): readonly SwitchGap[];
}

/** The time after a change for which frames are noted, in milliseconds. */
const noticedMs = 1_000;

interface Measured {
  readonly key: RemoteSourceKey;
  gapMs: number | undefined;
}

/** The parts that measuring works with. */
export interface GapsPort {
  readonly clock: Clock;
  readonly remote: Pick<RemoteMedia, 'viewOf'>;
  /** Tells whether frames of a picture are to be expected now: it is published and not muted. */
  isExpected(key: RemoteSourceKey): boolean;
}

/** Makes the measuring of a handover. */
export function createGaps({ clock, remote, isExpected }: GapsPort): Gaps {
  const measured = new Map<string, Measured>();
  const frames = new Map<string, FrameNotes>();
  /** The sounds that are silent since, by name. */
  const silent = new Map<string, number>();
  const nameOf = ({ participantId, source }: RemoteSourceKey): string => `${participantId}/${source}`;

  /** A picture that stands until now has no frame yet that would tell for how long. */
  function standingMs(key: RemoteSourceKey): number {
    const notes = frames.get(nameOf(key));
    return notes && notes.view === remote.viewOf(key) && isExpected(key) ? notes.standingMs() : 0;
  }
  const read = (): readonly SwitchGap[] =>
    [...measured.values()].map(({ key, gapMs }) => {
      const standing = standingMs(key);
      return { ...key, gapMs: standing > (gapMs ?? 0) ? standing : gapMs };
    });

  function expect(key: RemoteSourceKey): void {
    const name = nameOf(key);
    if (mediaKindOf(key.source) !== 'video') return;
    const view = remote.viewOf(key);
    const known = frames.get(name);
    if (known?.view === view) return;
    known?.end();
    frames.delete(name);
    if (view) frames.set(name, noteFrames(view, clock));
  }
  return {
    expect,
    measure(key, prepared, run) {
      const name = nameOf(key);
      const one: Measured = { key, gapMs: undefined };
      measured.set(name, one);
      expect(key);
      const from = clock.now();
      const notes = frames.get(name);
      notes?.changeOver((gapMs) => (one.gapMs = gapMs));
      run();
      if (mediaKindOf(key.source) === 'video') return;
      if (prepared) one.gapMs = clock.now() - from;
      else silent.set(name, from);
    },
    played(key) {
      const name = nameOf(key);
      const from = silent.get(name);
      const one = measured.get(name);
      silent.delete(name);
      if (from !== undefined && one) one.gapMs = clock.now() - from;
    },
    read,
    end() {
      const told = read();
      for (const notes of frames.values()) notes.end();
      frames.clear();
      return told;
    },
  };
}

/** The times of the frames of one element. */
interface FrameNotes {
  readonly view: VideoView;
  /** The source changes over now: `told` hears of the longest time between frames from then on, each time that it grows. */
  changeOver(told: (gapMs: number) => void): void;
  /** The time since the last frame, where none came after the change or soon enough after it; 0 otherwise. */
  standingMs(): number;
  end(): void;
}

function noteFrames(view: VideoView, clock: Clock): FrameNotes {
  // What stood before anybody noted it is counted from here.
  let last = clock.now();
  let longest = 0;
  let until = -Infinity;
  let told: ((gapMs: number) => void) | undefined;
  let undo: () => void = () => undefined;
  function seen(): void {
    const now = clock.now();
    const between = now - last;
    if (told && last <= until && between > longest) {
      longest = between;
      told(longest);
    }
    last = now;
    undo = onNextFrame(view, clock, seen);
  }
  undo = onNextFrame(view, clock, seen);
  return {
    view,
    changeOver(next) {
      told = next;
      longest = 0;
      until = clock.now() + noticedMs;
    },
    standingMs: () => (last <= until ? clock.now() - last : 0),
    end() {
      undo();
    },
  };
}
