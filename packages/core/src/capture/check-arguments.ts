import { checkArgument, checkOption, checkOptions, type OptionRule } from '../errors/check-options.ts';

/** Refuses a device that is not named by a string. */
export function checkDeviceId(deviceId: unknown): void {
  checkOption('deviceId', deviceId, 'string');
}

/** Refuses options for a microphone, a camera or a screen share. */
export function checkEnable(options: unknown): void {
  checkOptions('enable', options, rules);
}

/** Refuses options of a mute, before it: half of one must not be done. */
export function checkMute(options: unknown): void {
  checkOptions('mute', options, {});
  const release: unknown = options && Reflect.get(options, 'release');
  if (typeof release === 'boolean' || release === undefined) return;
  checkOptions('release', release, {});
  const { afterMs } = release as { readonly afterMs?: unknown };
  if (afterMs !== 0) checkArgument('afterMs', afterMs, 'number');
}

/** Refuses what cannot process anything. */
export function checkProcessor(processor: unknown): void {
  checkOptions('A processor', processor, {});
  if (processor) checkArgument('start', Reflect.get(processor, 'start'), 'function');
}

const hint: OptionRule = ['include', 'exclude'];

// Of all sources together: no name means two things.
const rules: Readonly<Record<string, OptionRule>> = {
  deviceId: 'string',
  echoCancellation: 'boolean',
  noiseSuppression: 'boolean',
  autoGainControl: 'boolean',
  facingMode: ['user', 'environment'],
  width: 'number',
  height: 'number',
  frameRate: 'number',
  signal: 'signal',
  audio: 'boolean',
  camera: ['keep', 'suspend'],
  contentHint: ['detail', 'motion', 'text'],
  displaySurface: ['monitor', 'window', 'browser'],
  monitorTypeSurfaces: hint,
  restrictOwnAudio: 'boolean',
  selfBrowserSurface: hint,
  suppressLocalAudioPlayback: 'boolean',
  surfaceSwitching: hint,
  systemAudio: hint,
  windowAudio: ['exclude', 'window', 'system'],
};
