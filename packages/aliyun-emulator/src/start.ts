import { Emulator } from './emulator.ts';
import type { AliyunEmulator } from './emulator-types.ts';
import type { AliyunEmulatorOptions } from './options.ts';
import { Service } from './service.ts';
import { resolveSettings } from './settings.ts';

/**
 * Starts an emulator; every option has a default, and the ports are free ones unless chosen.
 *
 * Rejects with an {@link EmulatorError}: `invalid-option`, or `port-in-use`. Nothing stays open then.
 */
export async function startAliyunEmulator(options: AliyunEmulatorOptions = {}): Promise<AliyunEmulator> {
  const emulator = new Emulator(new Service(resolveSettings(options)));
  try {
    await emulator.open();
  } catch (error) {
    await emulator.stop();
    throw error;
  }
  return emulator;
}
