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
  AliyunApp,
  AliyunEmulatorOptions,
  EmulatorLimits,
  EmulatorSettings,
  EmulatorTimings,
} from './options.ts';

const defaultLimits: EmulatorLimits = {
  sessions: 500,
  usersPerRoom: 100,
  subscriptionsPerSession: 32,
  allocationsPerSession: 80,
  queuedItems: 2000,
  bodyBytes: 262_144,
  records: 5000,
};

const defaultTimings: EmulatorTimings = {
  pollHoldMs: 10_000,
  sessionTimeoutMs: 60_000,
  joinTimeoutMs: 30_000,
  byeGraceMs: 30_000,
  publishReplyDelayMs: 80,
};

/** The SDK's built-in TURN password: not a secret, it is the same for everyone. */
const sdkTurnPassword = 'hello1234';

/** Fills in defaults and refuses options that could not work, before anything is opened. */
export function resolveSettings(options: AliyunEmulatorOptions): EmulatorSettings {
  const host = checkHost(options.host ?? '127.0.0.1');
  const port = options.port ?? 0;
  if (port === false && options.publicUrl === undefined) {
    throw new EmulatorError(
      'invalid-option',
      'port: false needs publicUrl, the origin that browsers will use',
    );
  }
  return {
    host,
    port: checkPort('port', port),
    turnPort: checkPort('turnPort', options.turnPort ?? 0),
    controlPort: checkPort('controlPort', options.controlPort ?? 0),
    controlToken: options.controlToken ?? randomId(),
    apps: checkApps(options.apps ?? [{ appId: 'emulator', appKey: randomId() }]),
    publicUrl:
      options.publicUrl === undefined
        ? undefined
        : checkOrigin('publicUrl', options.publicUrl, ['http:', 'https:']),
    publicTurn: options.publicTurn,
    turnPassword: options.turnPassword ?? sdkTurnPassword,
    videoCodecs: checkCodecs(options.videoCodecs ?? ['H264', 'VP8']),
    limits: checkNumbers('limits', { ...defaultLimits, ...options.limits }),
    timings: checkNumbers('timings', { ...defaultTimings, ...options.timings }),
    log: options.log,
    nowSeconds: options.nowSeconds ?? ((): number => Date.now() / 1000),
    seed: options.seed ?? 1,
  };
}

function checkApps(apps: readonly AliyunApp[]): readonly AliyunApp[] {
  if (apps.length === 0) throw new EmulatorError('invalid-option', 'apps must name at least one application');
  for (const { appId, appKey } of apps) {
    if (!/^[\w-]{1,64}$/u.test(appId))
      throw new EmulatorError('invalid-option', `app id "${appId}" is not usable`);
    if (appKey === '') throw new EmulatorError('invalid-option', `app "${appId}" has an empty key`);
  }
  if (new Set(apps.map((app) => app.appId)).size !== apps.length) {
    throw new EmulatorError('invalid-option', 'two apps have the same id');
  }
  return apps;
}
