import { mount, unmount } from 'svelte';
import type { CallParts } from '../use-call.ts';

/** Puts the call into an element of another window. Resolves with the undo. */
export async function showFloating(parts: CallParts, target: HTMLElement): Promise<() => void> {
  const { default: Floating } = await import('./Floating.svelte');
  const shown = mount(Floating, { target, props: { parts, onback: () => parts.floating.close() } });
  return () => void unmount(shown);
}
