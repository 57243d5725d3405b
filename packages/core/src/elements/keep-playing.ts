import type { LobbyEnvironment, PlayedElement } from '../environment/rtc-environment.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import { withStandstill } from './load-standstill.ts';

/** Something that should play, and does not: the browser refuses it, or something outside the page has stopped it. */
export type Standing = 'refused' | 'interrupted';

/** The parts that it works with. */
export interface KeepPlayingPort {
  readonly environment: Pick<LobbyEnvironment, 'clock' | 'observePage' | 'reportError'>;
  /** Takes notice that something else is refused or interrupted than before. */
  changed(now: { readonly blocked: boolean; readonly interrupted: boolean }): void;
}

/** Listens to one element. */
export interface PlayedEvents {
  /** It plays. */
  playing?(): void;
  /** It stands still, and will until `resume` or a gesture. */
  stopped?(standing: Standing): void;
}

/** The one owner of what should play: local previews, remote pictures, remote sound. */
export interface KeepPlaying {
  /** Tells whether the browser refuses anything. */
  readonly blocked: boolean;
  /** Tells whether anything was stopped from outside the page. */
  readonly interrupted: boolean;
  /** Plays an element from now on, and keeps it playing. */
  play(element: PlayedElement, events?: PlayedEvents): void;
  /** Holds an element still until `resume` or a gesture: what it plays on is gone. */
  hold(element: PlayedElement): void;
  /** Plays what was held because of that only, now that it may. */
  release(element: PlayedElement): void;
  /** An element is not needed any more. */
  forget(element: PlayedElement): void;
  /** Plays everything that stands still; for a user gesture. Rejects `playback-blocked` when it is refused again. */
  resume(): Promise<void>;
}

/** The time for which `resume` waits, in milliseconds. A refusal comes at once; what takes longer waits for media only. */
const resumeMs = 1_000;

interface Kept {
  events: PlayedEvents;
  standing: Standing | undefined;
  /** Stops watching whether it stands still; undefined until the code for that has come. */
  unwatch?: () => void;
}

/** Makes one that owns nothing. */
export function createKeepPlaying({ environment, changed }: KeepPlayingPort): KeepPlaying {
  const { clock, reportError } = environment;
  const kept = new Map<PlayedElement, Kept>();
  let told = { blocked: false, interrupted: false };
  let unobserve: (() => void) | undefined;

  /** The number of those that stand. Counted as it goes: a thousand sounds may begin and end in one turn. */
  const count: Record<Standing, number> = { refused: 0, interrupted: 0 };
  const still = (): readonly PlayedElement[] =>
    [...kept].flatMap(([element, { standing }]) => (standing || element.paused ? [element] : []));

  function tell(): void {
    const now = { blocked: count.refused > 0, interrupted: count.interrupted > 0 };
    if (now.blocked === told.blocked && now.interrupted === told.interrupted) return;
    told = now;
    unobserve?.();
    // A refusal is the app's to show; what something else has stopped goes on with whatever the person does next.
    unobserve = now.interrupted
      ? environment.observePage((event) => {
          if (event === 'gesture') for (const element of still()) void attempt(element);
        })
      : undefined;
    changed(now);
  }
  function mark(own: Kept, standing: Standing | undefined): void {
    if (own.standing) count[own.standing] -= 1;
    own.standing = standing;
    if (standing) count[standing] += 1;
  }
  function stand(element: PlayedElement, standing: Standing): void {
    const own = kept.get(element);
    if (!own) return;
    mark(own, standing);
    own.events.stopped?.(standing);
    tell();
  }
  async function attempt(element: PlayedElement): Promise<void> {
    try {
      await element.play();
      const own = kept.get(element);
      if (own) {
        mark(own, undefined);
        own.events.playing?.();
      }
    } catch (error) {
      const { code } = toRtcError(error, { message: 'An element does not play.' });
      // Aborted: its stream changed meanwhile, and whoever changed it plays it again.
      if (code === 'permission-denied') stand(element, 'refused');
      else if (code !== 'aborted') reportError(error);
    }
    tell();
  }
  return {
    get blocked() {
      return told.blocked;
    },
    get interrupted() {
      return told.interrupted;
    },
    play(element, events = {}) {
      const known = kept.get(element);
      if (known) known.events = events;
      else {
        const own: Kept = { events, standing: undefined };
        kept.set(element, own);
        withStandstill((watchStandstill, late) => {
          if (kept.get(element) !== own) return;
          own.unwatch = watchStandstill(element, clock, {
            again: () => void attempt(element),
            outside() {
              stand(element, 'interrupted');
            },
          });
          // Whatever stopped it while nobody watched.
          if (late && element.paused && !own.standing) void attempt(element);
        }).catch(reportError);
      }
      // What something outside has stopped is not started by a change of its track.
      if (known?.standing !== 'interrupted') void attempt(element);
    },
    hold(element) {
      element.pause?.();
      stand(element, 'interrupted');
    },
    release(element) {
      if (kept.get(element)?.standing === 'interrupted') void attempt(element);
    },
    forget(element) {
      const own = kept.get(element);
      if (!own) return;
      own.unwatch?.();
      mark(own, undefined);
      kept.delete(element);
      tell();
    },
    async resume() {
      const elements = still();
      if (elements.length === 0) return;
      let undo: (() => void) | undefined;
      const enough = new Promise<false>((resolve) => {
        undo = clock.after(resumeMs, () => {
          resolve(false);
        });
      });
      const tries = elements.map(async (element) => {
        // Called before anything is awaited: the gesture counts only so long.
        const trying = attempt(element).then(() => true);
        const own = kept.get(element);
        if (!(await Promise.race([trying, enough])) && own) mark(own, undefined);
      });
      await Promise.all(tries);
      undo?.();
      tell();
      if (told.blocked) {
        throw new RtcError({
          code: 'playback-blocked',
          message: 'The browser still refuses to play sound: call resume() in a click or a key press.',
        });
      }
    },
  };
}
