import { Emulator } from './emulator/emulator.ts';
import type { TrtcEmulator } from './emulator/emulator-types.ts';
import { Service } from './emulator/service.ts';
import type { TrtcEmulatorOptions } from './settings/options.ts';
import { resolveSettings } from './settings/settings.ts';

/**
 * Starts an emulator; every option has a default, and the ports are free ones unless chosen.
 *
 * Rejects with an {@link EmulatorError}: `invalid-option`, or `port-in-use`. Nothing stays open then.
 */
export async function startTrtcEmulator(options: TrtcEmulatorOptions = {}): Promise<TrtcEmulator> {
  const emulator = new Emulator(new Service(resolveSettings(options)));
  try {
    await emulator.open();
  } catch (error) {
    await emulator.stop();
    throw error;
  }
  return emulator;
}
