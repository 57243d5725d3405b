import type { Connection } from '../leg/connection.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { Store } from '../state/store.ts';

/** The pictures that a leg is not given while the call is switched to it, until its sound is there. */
export interface WithheldPictures {
  /** The sources that the leg is not given now. */
  readonly sources: ReadonlySet<SourceKind>;
  /** Gives them to the leg, once. A vendor that sends one picture at a time goes on with the screen, and has the camera after it. */
  release(next: Connection): void;
}

/** Withholds all pictures. */
export function withholdPictures(store: Store): WithheldPictures {
  const sources = new Set<SourceKind>(['camera', 'screen']);
  let released = false;
  return {
    sources,
    release({ adapter, leg, publisher }) {
      if (released) return;
      released = true;
      sources.clear();
      if (!adapter.capabilities.cameraWithScreen && store.state.local.screen.enabled) {
        sources.add('camera');
        const undo = store.on('local-source-changed', ({ state: { source, enabled } }) => {
          if (source !== 'screen' || enabled) return;
          undo();
          sources.clear();
          void publisher.publish();
        });
        leg.signal.addEventListener('abort', undo);
      }
      void publisher.publish();
    },
  };
}
