import { RtcError } from '@jackfield/core/adapter';
import type { TrtcSdk } from './port.ts';

/** Where the SDK comes from: its class, or what loads it. */
export type TrtcSdkSource = TrtcSdk | (() => Promise<unknown>);

/** Makes a loader of whatever the app gave; without anything, the package. Loads once. */
export function sdkLoader(given: TrtcSdkSource | undefined): () => Promise<TrtcSdk> {
  let loaded: Promise<TrtcSdk> | undefined;
  return async () => {
    loaded ??= load(given);
    try {
      return await loaded;
    } catch (cause) {
      // What failed once, such as a chunk that did not come, may work the next time.
      loaded = undefined;
      throw cause;
    }
  };
}

/**
 * Loads the SDK's other build, a module: give it as `sdk` where a page asks for Trusted Types. Measured: the main build writes a document as it
 * loads, which such a page refuses; both write hints about hosts into the page, for which it needs a default policy.
 */
export async function loadTrtcModule(): Promise<unknown> {
  // A bundler takes an import in a `try` for one that may be missing: it says so, and goes on.
  try {
    return (await import('trtc-sdk-v5/trtc.esm.js')) as unknown;
  } catch (cause) {
    throw missing('It is not installed, or it failed while loading.', cause);
  }
}

async function load(given: TrtcSdkSource | undefined): Promise<TrtcSdk> {
  if (given !== undefined && isSdk(given)) return quiet(given);
  // Measured: its bundle throws "location is not defined" as soon as it is loaded elsewhere.
  if (given === undefined && !('document' in globalThis)) throw missing('It runs in a browser only.');
  let found: unknown;
  try {
    // A bundler takes a bare `await import` in a `try` for one that may be missing: an app that gives `sdk` is built without the package.
    found = typeof given === 'function' ? await given() : await import('trtc-sdk-v5');
  } catch (cause) {
    throw missing('It is not installed, or it failed while loading.', cause);
  }
  for (const candidate of [found, defaultOf(found)]) if (isSdk(candidate)) return quiet(candidate);
  throw missing('What was loaded is not the class TRTC.');
}

/** Measured: with level 5 and no upload the console stays silent and text logs stay here; key figures are still posted. */
function quiet(sdk: TrtcSdk): TrtcSdk {
  sdk.setLogLevel(5, false);
  return sdk;
}

function isSdk(value: unknown): value is TrtcSdk {
  const has = (name: string): boolean =>
    (typeof value === 'function' || (typeof value === 'object' && value !== null)) &&
    typeof (value as Record<string, unknown>)[name] === 'function';
  return has('create') && has('setLogLevel');
}

function defaultOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'default' in value ? value.default : undefined;
}

function missing(why: string, cause?: unknown): RtcError {
  return new RtcError({
    code: 'sdk-missing',
    message: `trtc-sdk-v5 could not be loaded. ${why} Install trtc-sdk-v5 5.17.1, or give \`sdk\` the class TRTC or a function that loads it.`,
    adapter: 'trtc',
    cause,
  });
}
