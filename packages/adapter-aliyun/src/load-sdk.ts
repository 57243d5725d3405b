import type { RtcError } from '@jackfield/core/adapter';
import { readField } from '@jackfield/core/adapter-kit';
import type { AliEngineConstructor } from './engine/port.ts';
import { loadScript, sdkIntegrity, type ScriptSource } from './load-script.ts';
import { errors } from './map/map-errors.ts';

/** Where the SDK comes from: its class, or what loads it. */
export type AliyunSdk = AliEngineConstructor | (() => Promise<AliEngineConstructor>);

/** Where the app says that the SDK is. */
export interface SdkPlace {
  readonly sdk?: AliyunSdk | undefined;
  readonly src?: string | undefined;
  readonly integrity?: string | undefined;
}

/** Makes a loader of whatever the app gave; without anything, the package or the global that a script tag left. */
export function sdkLoader({
  sdk: given,
  src,
  integrity = sdkIntegrity,
}: SdkPlace): () => Promise<AliEngineConstructor> {
  if (given === undefined) return src === undefined ? loadSdk : () => loadFrom({ src, integrity });
  if (isEngine(given)) return () => Promise.resolve(given);
  return async () => {
    const loaded: unknown = await given().catch((cause: unknown) => {
      throw missing('The function given as `sdk` failed.', cause);
    });
    if (isEngine(loaded)) return loaded;
    throw missing('The function given as `sdk` did not give the class AliRtcEngine.');
  };
}

/**
 * Loads the SDK on first use, or takes the global that a script tag left. Rejects `sdk-missing` where the package is not
 * there, does not define its global, or where this is no browser.
 */
export async function loadSdk(): Promise<AliEngineConstructor> {
  const present = globalEngine();
  if (present) return present;
  // Measured: its bundle throws "self is not defined" as soon as it is loaded elsewhere.
  if (!('document' in globalThis)) throw missing('It runs in a browser only.');
  try {
    await import('aliyun-webrtc-sdk');
  } catch (cause) {
    throw missing('The package is not installed, or it failed while loading.', cause);
  }
  const loaded = globalEngine();
  if (!loaded) throw missing('The package was loaded, but left no global AliRtcEngine.');
  return loaded;
}

/** Takes the global that is there, or that of the script at this address. */
async function loadFrom(source: ScriptSource): Promise<AliEngineConstructor> {
  const present = globalEngine();
  if (present) return present;
  if (!('document' in globalThis)) throw missing('It runs in a browser only.');
  await loadScript(source);
  const loaded = globalEngine();
  if (!loaded) throw missing(`The script at ${source.src} left no global AliRtcEngine.`);
  return loaded;
}

function globalEngine(): AliEngineConstructor | undefined {
  const { AliRtcEngine: found } = globalThis as { AliRtcEngine?: unknown };
  return isEngine(found) ? found : undefined;
}

/** A loader is a function too; only the class has a prototype that can join. */
function isEngine(value: unknown): value is AliEngineConstructor {
  return typeof value === 'function' && typeof readField(value.prototype, 'joinChannel') === 'function';
}

function missing(why: string, cause?: unknown): RtcError {
  const message = `aliyun-webrtc-sdk could not be loaded. ${why} Install aliyun-webrtc-sdk 1.16.0, give \`src\` the address of its file, load that by a script tag before joining, or give \`sdk\` the class or a function that loads it.`;
  return errors.make('sdk-missing', message, { cause });
}
