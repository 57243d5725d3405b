import type { PageEvent } from './rtc-environment.ts';

/**
 * Listens to the life of the page: closing, the back-forward cache, freezing, visibility, and gestures of the person. Returns its
 * undo. Where there is no page, as in server rendering, nothing ever happens.
 */
export function observePage(listener: (event: PageEvent) => void): () => void {
  if (typeof window === 'undefined' || typeof document === 'undefined') return () => undefined;
  const undo = new AbortController();
  const on = (target: EventTarget, names: string, read: (event: Event) => PageEvent | undefined): void => {
    const tell = (event: Event): void => {
      const told = read(event);
      if (told) listener(told);
    };
    for (const name of names.split(' '))
      target.addEventListener(name, tell, { signal: undo.signal, capture: true });
  };
  on(window, 'pagehide', () => 'hide');
  on(window, 'pageshow', (event) => ((event as PageTransitionEvent).persisted ? 'show-restored' : undefined));
  on(document, 'freeze', () => 'freeze');
  on(document, 'resume', () => 'resume');
  on(document, 'visibilitychange', () => (document.visibilityState === 'visible' ? 'visible' : 'hidden'));
  // Those that browsers take for an act of the person, which sound may begin with.
  on(window, 'pointerdown pointerup keydown', () => 'gesture');
  return () => {
    undo.abort();
  };
}
