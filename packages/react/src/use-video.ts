import type { Detach } from '@jackfield/core';
import { useCallback, type RefCallback } from 'react';

/** Anything of a session that shows in a video element: a local camera or screen, or another's. */
export interface Showable {
  /** Shows it from now until the returned function is called. */
  attach(element: HTMLVideoElement): Detach;
}

/** Makes a `ref` for a `<video>`: it shows a source for as long as the element is there. */
export function useVideo(source: Showable): RefCallback<HTMLVideoElement> {
  return useCallback(
    (element: HTMLVideoElement | null) => (element ? source.attach(element) : undefined),
    [source],
  );
}
