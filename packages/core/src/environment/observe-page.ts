import type { PageEvent } from './rtc-environment.ts';

/**
 * Listens to the life of the page: closing, the back-forward cache, freezing, and visibility. Returns its undo. Where there is no page,
 * as in server rendering, nothing ever happens.
 */
export function observePage(listener: (event: PageEvent) => void): () => void {
  if (typeof document === 'undefined') return () => undefined;
  const undo = new AbortController();
  const { signal } = undo;
  const on = (target: EventTarget, name: string, read: (event: Event) => PageEvent | undefined): void => {
    const tell = (event: Event): void => {
      const told = read(event);
      if (told) listener(told);
    };
    target.addEventListener(name, tell, { signal });
  };
  on(window, 'pagehide', () => 'hide');
  on(window, 'pageshow', (event) => ((event as PageTransitionEvent).persisted ? 'show-restored' : undefined));
  on(document, 'freeze', () => 'freeze');
  on(document, 'resume', () => 'resume');
  on(document, 'visibilitychange', () => (document.visibilityState === 'visible' ? 'visible' : 'hidden'));
  return () => {
    undo.abort();
  };
}
