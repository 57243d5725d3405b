import type { ElementVisibility } from '../environment/rtc-environment.ts';
import type { ViewInterest } from './remote-media.ts';

/**
 * Works out how much several views of one source are looked at together. The size is that of the largest one that can be seen, so
 * that a large one out of sight costs no bandwidth; while none can be seen, that of the largest of all.
 */
export function interestOf(views: readonly ElementVisibility[]): ViewInterest {
  const inSight = views.filter(({ visible }) => visible);
  let size: ViewInterest['size'];
  for (const { width, height } of inSight.length > 0 ? inSight : views) {
    if (width * height > (size ? size.width * size.height : 0)) size = { width, height };
  }
  return { attached: views.length, visible: inSight.length > 0, size };
}
