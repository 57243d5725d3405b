import type { ElementVisibility, VideoView } from './rtc-environment.ts';

/**
 * Watches how much of a video element can be seen by IntersectionObserver and ResizeObserver. Something that is not an
 * element of this document counts as visible, of unknown size.
 */
export function observeVisibility(
  view: VideoView,
  listener: (visibility: ElementVisibility) => void,
): () => void {
  if (!(view instanceof Element) || typeof IntersectionObserver === 'undefined') {
    listener({ visible: true, width: 0, height: 0 });
    return () => undefined;
  }
  let visible = false;
  const report = (): void => {
    const scale = globalThis.devicePixelRatio;
    listener({
      visible,
      width: Math.round(view.clientWidth * scale),
      height: Math.round(view.clientHeight * scale),
    });
  };
  const intersection = new IntersectionObserver((entries) => {
    visible = entries.at(-1)?.isIntersecting ?? false;
    report();
  });
  const size = new ResizeObserver(report);
  intersection.observe(view);
  size.observe(view);
  return () => {
    intersection.disconnect();
    size.disconnect();
  };
}
