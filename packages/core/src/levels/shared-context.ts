import type { AudioContextPort, LobbyEnvironment } from '../environment/rtc-environment.ts';

/** A share in an environment's one context for meters. */
export interface ContextShare {
  readonly context: AudioContextPort;
  /** Tries to wake a context that the browser keeps suspended until the user acts. */
  wake(): void;
  /** Gives the share back; the last one closes the context. Once. */
  release(): void;
}

// Browsers allow few contexts, so all sessions of an environment meter with the same one.
const shared = new WeakMap<LobbyEnvironment, { readonly context: AudioContextPort; holders: number }>();

/** Takes a share in the context, which is made for the first one. Throws where the browser has none to give. */
export function shareContext(environment: LobbyEnvironment): ContextShare {
  const entry = shared.get(environment) ?? { context: environment.createAudioContext(), holders: 0 };
  shared.set(environment, entry);
  entry.holders += 1;
  const { context } = entry;
  return {
    context,
    wake() {
      // A refusal is no news: levels stay 0 until the user acts and the next attempt succeeds.
      if (context.state !== 'running' && context.state !== 'closed') context.resume().catch(() => undefined);
    },
    release() {
      entry.holders -= 1;
      if (entry.holders > 0) return;
      shared.delete(environment);
      context.close().catch((error: unknown) => {
        environment.reportError(error);
      });
    },
  };
}
