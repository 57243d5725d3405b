import {
  checkCodecs,
  checkHost,
  checkNumbers,
  checkOrigin,
  checkPort,
  EmulatorError,
  randomId,
} from '@jackfield/emulator-kit';

import type {
  EmulatorLimits,
  EmulatorSettings,
  EmulatorTimings,
  TrtcApp,
  TrtcEmulatorOptions,
} from './options.ts';

const defaultLimits: EmulatorLimits = {
  sessions: 500,
  usersPerRoom: 300,
  subscriptionsPerSession: 64,
  messageBytes: 131_072,
  queuedBytes: 4_194_304,
  records: 5000,
};

const defaultTimings: EmulatorTimings = { beatMs: 2000, absenceMs: 30_000, joinTimeoutMs: 30_000 };

/** Fills in defaults and refuses options that could not work, before anything is opened. */
export function resolveSettings(options: TrtcEmulatorOptions): EmulatorSettings {
  return {
    host: checkHost(options.host ?? '127.0.0.1'),
    port: checkPort('port', options.port ?? 0),
    controlPort: checkPort('controlPort', options.controlPort ?? 0),
    controlToken: options.controlToken ?? randomId(),
    apps: checkApps(options.apps ?? [{ sdkAppId: 1_400_000_001, secretKey: randomId() }]),
    publicUrl:
      options.publicUrl === undefined
        ? undefined
        : checkOrigin('publicUrl', options.publicUrl, ['ws:', 'wss:']),
    videoCodecs: checkCodecs(options.videoCodecs ?? ['H264', 'VP8']),
    limits: checkNumbers('limits', { ...defaultLimits, ...options.limits }),
    timings: checkTimings({ ...defaultTimings, ...options.timings }),
    log: options.log,
    now: options.now ?? ((): number => Date.now()),
    seed: options.seed ?? 1,
  };
}

function checkTimings(timings: EmulatorTimings): EmulatorTimings {
  checkNumbers('timings', timings);
  if (timings.beatMs < 10) throw new EmulatorError('invalid-option', 'timings.beatMs must be 10 or more');
  return timings;
}

function checkApps(apps: readonly TrtcApp[]): readonly TrtcApp[] {
  if (apps.length === 0) throw new EmulatorError('invalid-option', 'apps must name at least one application');
  for (const { sdkAppId, secretKey } of apps) {
    if (!Number.isInteger(sdkAppId) || sdkAppId <= 0 || sdkAppId > 0xffff_ffff)
      throw new EmulatorError('invalid-option', `sdkAppId ${sdkAppId} is not a whole, positive number`);
    if (secretKey === '') throw new EmulatorError('invalid-option', `app ${sdkAppId} has an empty key`);
  }
  if (new Set(apps.map((app) => app.sdkAppId)).size !== apps.length) {
    throw new EmulatorError('invalid-option', 'two apps have the same sdkAppId');
  }
  return apps;
}
