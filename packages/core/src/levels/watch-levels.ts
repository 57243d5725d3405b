import { checkArgument, checkOptions } from '../errors/check-options.ts';
import { internalsOf, type Internals } from '../session/internals.ts';
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
  const parts = internalsOf(session);
  const meter = meters.get(parts) ?? createLevelMeter(parts);
  meters.set(parts, meter);
  if (typeof watch === 'function') return meter.watch({ onLevels: watch });
  checkArgument('The watch', watch, 'object');
  checkOptions('The watch', watch, { onLevels: 'function', onActiveSpeaker: 'function' });
  return meter.watch(watch);
}

const meters = new WeakMap<Internals, LevelMeter>();
