import { RtcError } from '@jackfield/core/adapter';
import type { AliEngineConstructor } from './port.ts';

/** Loads the SDK on first use, or takes the global that a script tag left. Rejects `sdk-missing` where the package is not there or does not define its global. */
export async function loadSdk(): Promise<AliEngineConstructor> {
  const present = globalEngine();
  if (present) return present;
  try {
    await import('aliyun-webrtc-sdk');
  } catch (cause) {
    throw missing(cause);
  }
  const loaded = globalEngine();
  if (!loaded) throw missing(undefined);
  return loaded;
}

function globalEngine(): AliEngineConstructor | undefined {
  return (globalThis as { AliRtcEngine?: AliEngineConstructor }).AliRtcEngine;
}

function missing(cause: unknown): RtcError {
  return new RtcError({
    code: 'sdk-missing',
    message:
      'aliyun-webrtc-sdk could not be loaded. Install version 1.16.0, or give `sdk` a function that loads it.',
    adapter: 'aliyun',
    cause,
  });
}
