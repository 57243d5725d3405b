import { callMessages } from '../call-messages.ts';
import type { SwitchGap } from '@jackfield/core/switch';

/** The cost of a change of the provider, in sentences: the longest gap of each kind. */
export function gapLines(gaps: readonly SwitchGap[]): readonly string[] {
  const { switching } = callMessages;
  const longest = (sources: readonly SwitchGap['source'][]): number | undefined => {
    const known = gaps.flatMap(({ source, gapMs }) => (sources.includes(source) ? (gapMs ?? []) : []));
    return known.length > 0 ? Math.round(Math.max(...known)) : undefined;
  };
  const picture = longest(['camera', 'screen']);
  const sound = longest(['microphone', 'screen-audio']);
  return [
    picture === undefined ? undefined : switching.pictureGap(picture),
    sound === undefined ? undefined : switching.soundGap(sound),
  ].filter((line) => line !== undefined);
}
