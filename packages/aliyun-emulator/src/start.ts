import { Emulator } from './emulator/emulator.ts';
import type { AliyunEmulator } from './emulator/emulator-types.ts';
import type { AliyunEmulatorOptions } from './settings/options.ts';
import { Service } from './emulator/service.ts';
import { resolveSettings } from './settings/settings.ts';

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
