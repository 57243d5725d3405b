import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { secretsFromEnvironment } from '@jackfield/tokens';
import { describe, expect, it } from 'vitest';
import {
  ConfigurationError,
  readConfiguration,
  serverVariables,
  type ServerConfiguration,
} from '../src/read-configuration.ts';

const read = (environment: Record<string, string | undefined>): ServerConfiguration =>
  readConfiguration({ environment, demoDirectory: '/demo' });

describe('readConfiguration', () => {
  it('needs nothing', () => {
    expect(read({})).toEqual({
      host: '127.0.0.1',
      port: 4680,
      allowedOrigins: [],
      signallingSecrets: undefined,
      vendorSecrets: {},
      lan: false,
      invitation: undefined,
      emulator: { turnPort: 0, starts: 'when-asked' },
      logLevel: 'info',
      trustedHops: 0,
      demoDirectory: '/demo',
      stopTimeoutMs: 5000,
    });
  });

  it('has the defaults that .env.example shows', () => {
    const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    expect(read({ ...parseEnv(example) })).toEqual(read({}));
  });

  it('reads what .env.example lists, no more and no less, each with a sentence before it', () => {
    const asked = new Set(serverVariables);
    const watched = new Proxy<Record<string, string>>(
      {},
      {
        get: (_target, name) => {
          if (typeof name === 'string') asked.add(name);
          return undefined;
        },
      },
    );
    secretsFromEnvironment(watched);
    const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    expect(Object.keys(parseEnv(example)).sort()).toEqual([...asked].sort());
    for (const paragraph of example.trim().split('\n\n')) expect(paragraph).toMatch(/^# \w/);
  });

  it('reads every variable and ignores others', () => {
    const environment = {
      HOST: '0.0.0.0',
      PORT: '0',
      ALLOWED_ORIGINS: 'https://call.example, http://localhost:5173',
      LOG_LEVEL: 'debug',
      STOP_TIMEOUT_MS: '10',
      OTHER: 'x',
    };
    expect(read(environment)).toMatchObject({
      host: '0.0.0.0',
      port: 0,
      allowedOrigins: ['https://call.example', 'http://localhost:5173'],
      logLevel: 'debug',
      stopTimeoutMs: 10,
    });
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '-1'],
    ['PORT', '1e3'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['HOST', '  '],
    ['ALLOWED_ORIGINS', 'call.example'],
    ['ALLOWED_ORIGINS', 'https://call.example/path'],
    ['LOG_LEVEL', 'loud'],
    ['STOP_TIMEOUT_MS', '60001'],
    ['P2P_SIGNING_KEY', 'too-short'],
  ])('refuses %s=%s and names the variable', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(ConfigurationError);
    expect(() => read({ [name]: value })).toThrow(name);
  });

  it('never repeats a secret', () => {
    expect(() => read({ P2P_SIGNING_KEY: 'too-short' })).not.toThrow('too-short');
  });

  it('names all that is wrong at once', () => {
    expect(() => read({ PORT: 'x', LOG_LEVEL: 'y', P2P_SIGNING_KEY: 'z' })).toThrow(
      /PORT[^]*LOG_LEVEL[^]*P2P_SIGNING_KEY/,
    );
  });
});

describe('the emulator', () => {
  const aliyun = { ALIYUN_APP_ID: 'app', ALIYUN_APP_KEY: 'key' };
  const open = { HOST: '0.0.0.0' };
  const emulator = (environment: Record<string, string>, lan = false) =>
    readConfiguration({ environment, demoDirectory: '/demo', lan }).emulator;

  it.each([
    ['waits to be asked on this machine', {}, false, { turnPort: 0, starts: 'when-asked' }],
    ['makes room for the real service', aliyun, false, undefined],
    ['is not for everybody on a network', open, false, undefined],
    ['is there at once on a network with an invitation', {}, true, { turnPort: 0, starts: 'at-once' }],
    ['can be asked for', { ...open, ALIYUN_EMULATOR: 'on' }, false, { turnPort: 0, starts: 'at-once' }],
    ['can be left out', { ALIYUN_EMULATOR: 'off' }, true, undefined],
    [
      'takes the port that is given',
      { ALIYUN_EMULATOR_TURN_PORT: '3478' },
      false,
      { turnPort: 3478, starts: 'when-asked' },
    ],
  ])('%s', (_what, environment, lan, expected) => {
    expect(emulator(environment, lan)).toEqual(expected);
  });
});

describe('what is wrong together', () => {
  const aliyun = { ALIYUN_APP_ID: 'app', ALIYUN_APP_KEY: 'key' };

  it.each([
    ['the emulator beside the real service', { ...aliyun, ALIYUN_EMULATOR: 'on' }, 'ALIYUN_EMULATOR'],
    ['a vendor for everybody on a network', { ...aliyun, HOST: '0.0.0.0' }, 'INVITATION'],
    ['an invitation that can be guessed', { INVITATION: 'short' }, 'INVITATION'],
  ])('refuses %s', (_what, environment, variable) => {
    expect(() => read(environment)).toThrow(variable);
  });

  it('takes a vendor on this machine, or with an invitation', () => {
    expect(read(aliyun).vendorSecrets).toHaveProperty('aliyun.appId', 'app');
    expect(read({ ...aliyun, HOST: '0.0.0.0', INVITATION: 'long-enough-to-be-one' }).host).toBe('0.0.0.0');
  });
});
