import type { AliEngine, AliEvents } from './port.ts';

/** What to do at each of the engine's events. */
export type AliListeners = { readonly [Name in keyof AliEvents]: (payload: AliEvents[Name]) => void };

/** Listens to all of them; there is one listener for each name, so this is done once for an engine. Returns its undo. */
export function listen(engine: AliEngine, listeners: AliListeners): () => void {
  const each = (name: keyof AliEvents): (() => void) => {
    const listener = listeners[name] as (payload: AliEvents[keyof AliEvents]) => void;
    engine.on(name, listener);
    return () => {
      engine.off(name, listener);
    };
  };
  const undo = [
    each('onJoin'),
    each('onLeave'),
    each('onPublisher'),
    each('onUnPublisher'),
    each('onNotify'),
    each('onMediaStreamUpdate'),
    each('onNetworkQuality'),
    each('onAudioLevel'),
    each('onBye'),
    each('onError'),
  ];
  return () => {
    for (const stop of undo) stop();
  };
}
