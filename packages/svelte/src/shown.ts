import type { Detach } from '@jackfield/core';
import type { Attachment } from 'svelte/attachments';

/** Anything of a session that shows in a video element: an own camera or screen, or another's. */
export interface Showable {
  /** Shows it from now until the returned function is called. */
  attach(element: HTMLVideoElement): Detach;
}

// One attachment for each source: an element would otherwise be detached and attached anew whenever anything changes, and
// what core receives follows what is attached.
const attachments = new WeakMap<Showable, Attachment<HTMLVideoElement>>();

/** Shows a source in the element it is put on: `<video {@attach shown(session.camera)}></video>`. */
export function shown(source: Showable): Attachment<HTMLVideoElement> {
  const known = attachments.get(source);
  if (known) return known;
  const made: Attachment<HTMLVideoElement> = (element) => source.attach(element);
  attachments.set(source, made);
  return made;
}
