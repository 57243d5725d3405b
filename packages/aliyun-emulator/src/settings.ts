import { isIPv4 } from 'node:net';

import { EmulatorError } from './emulator-error.ts';
import { randomId } from './ids.ts';
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
  const host = options.host ?? '127.0.0.1';
  if (!isIPv4(host)) throw new EmulatorError('invalid-option', `host must be an IPv4 address, not "${host}"`);
  if (host === '0.0.0.0') {
    throw new EmulatorError(
      'invalid-option',
      'host must be one address of this machine: clients are told to send media there',
    );
  }
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
    publicUrl: options.publicUrl === undefined ? undefined : checkOrigin(options.publicUrl),
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

function checkPort<T extends number | false>(name: string, port: T): T {
  if (typeof port === 'number' && (!Number.isInteger(port) || port < 0 || port > 65_535)) {
    throw new EmulatorError('invalid-option', `${name} must be a whole number from 0 to 65535, not ${port}`);
  }
  return port;
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

function checkCodecs<T>(codecs: readonly T[]): readonly T[] {
  if (codecs.length === 0)
    throw new EmulatorError('invalid-option', 'videoCodecs must name at least one codec');
  return codecs;
}

function checkOrigin(url: string): string {
  if (!URL.canParse(url)) throw new EmulatorError('invalid-option', `publicUrl "${url}" is not an address`);
  const { protocol, origin } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new EmulatorError('invalid-option', `publicUrl must begin with http: or https:, not ${protocol}`);
  }
  return origin;
}

function checkNumbers<T extends object>(group: string, values: T): T {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
      throw new EmulatorError(
        'invalid-option',
        `${group}.${name} must be a number of 0 or more, not ${String(value)}`,
      );
    }
  }
  return values;
}
