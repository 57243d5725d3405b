/** What of an engine is searched; private, and the same in every copy of the frozen version 1.16.0. */
interface EngineInternals {
  readonly _signalingManager?: { readonly stop?: () => void };
}

/** Really ends the engine's polling, which a refused or unanswered leave does not. Does nothing where it has ended. */
export function stopSignalling(engine: object): void {
  (engine as EngineInternals)._signalingManager?.stop?.();
}
