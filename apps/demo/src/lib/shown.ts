import type { Detach } from '@jackfield/core';
import type { Attachment } from 'svelte/attachments';

/** Anything of a session that shows in a video element: an own camera or screen, or another's. */
export interface Showable {
  /** Shows it from now until the returned function is called. */
  attach(element: HTMLVideoElement): Detach;
}

/** Shows a source in the element it is put on: `<video {@attach shown(session.camera)}></video>`. */
export function shown(source: Showable): Attachment<HTMLVideoElement> {
  return (element) => source.attach(element);
}
