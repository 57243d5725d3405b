import { internalsOf } from '../session/internals.ts';
import type { RtcViewer } from '../face/rtc-viewer.ts';
import { createLevelMeter, type LevelMeter } from './level-meter.ts';
import type { Levels, LevelsWatch } from './levels.ts';

/**
 * Says who is how loud, about 20 times a second, and who speaks. All watches of a page share one audio context; it, the
 * timer and the analysers exist only while somebody watches and a microphone is open or heard. Where the vendor plays
 * sound itself the vendor's own levels are used. Before the user has acted browsers may withhold sound from meters: levels
 * are 0 then. Returns the undo. Throws `invalid-argument` for a session of another copy of core.
 */
export function watchLevels(session: RtcViewer, watch: LevelsWatch | ((levels: Levels) => void)): () => void {
  const meter = meters.get(session) ?? createLevelMeter(internalsOf(session));
  meters.set(session, meter);
  return meter.watch(typeof watch === 'function' ? { onLevels: watch } : watch);
}

const meters = new WeakMap<RtcViewer, LevelMeter>();
