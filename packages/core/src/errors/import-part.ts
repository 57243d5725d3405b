import { RtcError } from './rtc-error.ts';

/**
 * Imports code that is loaded when there is time. Rejects `network`: most browsers keep a failed import as failed until the page is
 * loaded anew, so the message says to reload the page.
 */
export async function importPart<Part>(run: () => Promise<Part>, adapter?: string): Promise<Part> {
  try {
    return await run();
  } catch (cause) {
    // The page is offline, or was replaced by a newer version.
    const message = 'The code for calls did not load. Check the network, then reload the page.';
    throw new RtcError({ code: 'network', message, adapter, cause });
  }
}
