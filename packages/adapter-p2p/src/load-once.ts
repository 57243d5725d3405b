import { RtcError } from '@jackfield/core/adapter';

/** Gets a part of this package once; asked again after a failure it tries again. The result rejects `network`. */
export function loadOnce<Module>(load: () => Promise<Module>): () => Promise<Module> {
  let loaded: Module | undefined;
  return async () => {
    try {
      loaded ??= await load();
      return loaded;
    } catch (cause) {
      // The page is offline, or was replaced by a newer version.
      const message = 'The code for calls could not be loaded. Check the network, then reload the page.';
      throw new RtcError({ code: 'network', message, adapter: 'p2p', cause });
    }
  };
}
