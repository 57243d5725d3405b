import { RtcError } from '@jackfield/core/adapter';

/**
 * Gets a part of this package. The browser keeps what it has got, so it is cheap from the second time on; most browsers keep a
 * failure too, until the page is loaded anew. Rejects `network` and says so.
 */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (cause) {
    // The page is offline, or was replaced by a newer version.
    const message = 'The code for calls could not be loaded. Check the network, then reload the page.';
    throw new RtcError({ code: 'network', message, adapter: 'p2p', cause });
  }
}
