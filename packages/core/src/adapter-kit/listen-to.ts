/** Listens to several events of a vendor's object at once. Returns the undo of all of them. */
export function listenTo<Events extends object>(
  emitter: Emitter<Events>,
  listeners: Partial<Events>,
): () => void {
  const names = Object.keys(listeners) as (keyof Events)[];
  const undos = names.flatMap((name) => {
    const listener = listeners[name];
    if (listener === undefined) return [];
    emitter.on(name, listener);
    return () => {
      emitter.off(name, listener);
    };
  });
  return () => {
    for (const undo of undos) undo();
  };
}

/** Anything with `on` and `off` by names, as most SDKs have it. */
export interface Emitter<Events> {
  /** Listens. */
  on<Name extends keyof Events>(name: Name, listener: Events[Name]): unknown;
  /** Takes the same function to listen no longer. */
  off<Name extends keyof Events>(name: Name, listener: Events[Name]): unknown;
}
