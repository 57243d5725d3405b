import type { Clock } from '../timing/clock.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';

/** Anything that can be asked to play. */
export interface Player {
  play(): Promise<void>;
}

/** The parts that a guard works with. */
export interface PlayGuardPort {
  readonly clock: Clock;
  /** Takes notice that something is refused, or nothing any more. */
  readonly changed: (blocked: boolean) => void;
  readonly reportError: (error: unknown) => void;
}

/** Plays elements and knows which ones the browser refuses. */
export interface PlayGuard {
  /** Tells whether anything is refused. */
  readonly blocked: boolean;
  /** Plays an element; `played` is called once it does. */
  play(player: Player, played?: () => void): void;
  /** An element is not needed any more. */
  forget(player: Player): void;
  /** Plays what was refused; for a user gesture. Rejects `playback-blocked` when it is refused again. */
  resume(): Promise<void>;
}

/** The time for which `resume` waits, in milliseconds. A refusal comes at once; what takes longer waits for media only. */
const resumeMs = 1_000;

/** Makes a guard for the elements of a session. */
export function createPlayGuard({ clock, changed, reportError }: PlayGuardPort): PlayGuard {
  const players = new Map<Player, (() => void) | undefined>();
  const refused = new Set<Player>();
  let told = false;
  function tell(): void {
    const blocked = refused.size > 0;
    if (blocked === told) return;
    told = blocked;
    changed(blocked);
  }
  async function attempt(player: Player): Promise<void> {
    try {
      await player.play();
      refused.delete(player);
      players.get(player)?.();
    } catch (error) {
      const { code } = toRtcError(error, { message: 'An element does not play.' });
      // Aborted: its stream changed meanwhile, and whoever changed it plays it again.
      if (code === 'permission-denied') {
        if (players.has(player)) refused.add(player);
      } else if (code !== 'aborted') reportError(error);
    }
    tell();
  }
  return {
    get blocked() {
      return refused.size > 0;
    },
    play(player, played) {
      players.set(player, played);
      void attempt(player);
    },
    forget(player) {
      players.delete(player);
      refused.delete(player);
      tell();
    },
    async resume() {
      if (refused.size === 0) return;
      let undo: (() => void) | undefined;
      const enough = new Promise<false>((resolve) => {
        undo = clock.after(resumeMs, () => {
          resolve(false);
        });
      });
      const tries = [...refused].map(async (player) => {
        // Called before anything is awaited: the gesture counts only so long.
        const trying = attempt(player).then(() => true);
        if (!(await Promise.race([trying, enough]))) refused.delete(player);
      });
      await Promise.all(tries);
      undo?.();
      tell();
      if (refused.size > 0) {
        throw new RtcError({
          code: 'playback-blocked',
          message: 'The browser still refuses to play sound: call resume() in a click or a key press.',
        });
      }
    },
  };
}
