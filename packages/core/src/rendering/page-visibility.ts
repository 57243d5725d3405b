import type { RtcEnvironment } from '../environment/rtc-environment.ts';

/** The visibility of the page, for those who show something on it. */
export interface PageVisibility {
  /** Tells whether it can be seen now. True only while somebody watches. */
  readonly visible: boolean;
  /** Calls `run` after each change. Returns its undo. The page is listened to only while somebody watches. */
  watch(run: () => void): () => void;
}

/** Makes one for a session. */
export function createPageVisibility(
  environment: Pick<RtcEnvironment, 'observePage' | 'pageVisible'>,
): PageVisibility {
  const watchers = new Set<() => void>();
  let visible = false;
  let undo: (() => void) | undefined;
  return {
    get visible() {
      return visible;
    },
    watch(run) {
      watchers.add(run);
      if (!undo) {
        visible = environment.pageVisible();
        undo = environment.observePage((event) => {
          // A page that is being left may still call itself visible.
          const next = event !== 'hide' && environment.pageVisible();
          if (next === visible) return;
          visible = next;
          for (const watcher of [...watchers]) watcher();
        });
      }
      return () => {
        watchers.delete(run);
        if (watchers.size > 0) return;
        undo?.();
        undo = undefined;
      };
    },
  };
}
