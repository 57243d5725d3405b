import { mount, unmount } from 'svelte';
import type { CallParts } from '../use-call.ts';

/** Puts the call into an element of another window. Resolves with the undo. */
export async function showFloating(parts: CallParts, target: HTMLElement): Promise<() => void> {
  const { default: Floating } = await import('./Floating.svelte');
  // Not before: the styles of what is shown come with its code.
  dress(target.ownerDocument);
  const shown = mount(Floating, { target, props: { parts, onback: () => parts.floating.close() } });
  return () => void unmount(shown);
}

/** Gives a window the looks of the page: a new one has no styles. */
function dress(inner: Document): void {
  for (const sheet of document.querySelectorAll('link[rel="stylesheet"], style'))
    inner.head.append(inner.importNode(sheet, true));
  for (const { name, value } of document.documentElement.attributes)
    inner.documentElement.setAttribute(name, value);
}
