import type { VideoView } from '../environment/rtc-environment.ts';
import { describe } from '../errors/check-options.ts';
import { RtcError } from '../errors/rtc-error.ts';

/** An element shows one thing at a time: makes `end` its owner and ends whatever showed in it before. */
export function claimView(view: VideoView, end: () => void): void {
  const previous = owners.get(view);
  owners.set(view, end);
  previous?.();
}

/** Gives an element up. False if somebody else owns it by now, who must not be disturbed. */
export function yieldView(view: VideoView, end: () => void): boolean {
  return owners.get(view) === end && owners.delete(view);
}

/** Refuses what is no media element, in whichever window it is. Throws `invalid-argument`. */
export function checkView(view: unknown): void {
  if (typeof view === 'object' && view !== null && 'srcObject' in view) return;
  const message = `attach takes a video element; this is ${describe(view)}.`;
  throw new RtcError({ code: 'invalid-argument', message });
}

// By element and not by session: an element is on the page once, whoever shows something in it.
const owners = new WeakMap<VideoView, () => void>();
