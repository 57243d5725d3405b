import type { TurnConfiguration } from './http/network-routes.ts';
import { isTokenError, secretsFromEnvironment, type EnvironmentSecrets } from '@jackfield/tokens';
import type { P2pSecrets } from '@jackfield/tokens/p2p';
import * as v from 'valibot';

/** How the server runs. */
export interface ServerConfiguration {
  /** The address to listen on. */
  readonly host: string;
  /** The port; 0 for any that is free. */
  readonly port: number;
  /** Origins of pages that may open a call, beside the server's own on this machine. */
  readonly allowedOrigins: readonly string[];
  /** The keys of signalling credentials; made anew at each start where left out. */
  readonly signallingSecrets: P2pSecrets | undefined;
  /** The secrets of vendors that credentials are handed out for. */
  readonly vendorSecrets: Omit<EnvironmentSecrets, 'p2p'>;
  /** Allows making rooms on the Janus server; left out, no rooms are made there. */
  readonly janusAdminKey: string | undefined;
  /** Whether others on the network may come: HTTPS, and an invitation. */
  readonly lan: boolean;
  /** What joiners must show; left out, nobody is asked, but on a network one is made at each start. */
  readonly invitation: string | undefined;
  /** The relay for calls between browsers; left out there is none. */
  readonly turn: TurnConfiguration | undefined;
  /** The mounted Aliyun emulator; left out there is none. */
  readonly emulator: EmulatorConfiguration | undefined;
  /** Proxies in front that each add to `X-Forwarded-For`; with 0 the header is not read. */
  readonly trustedHops: number;
  /** How much is logged. */
  readonly logLevel: LogLevel;
  /** The folder of the built demo. */
  readonly demoDirectory: string;
  /** How long stopping may take before connections are cut, milliseconds. */
  readonly stopTimeoutMs: number;
}

/** How the emulator is mounted. */
export interface EmulatorConfiguration {
  /** The UDP port of its TURN; 0 for any that is free. */
  readonly turnPort: number;
  /** When it starts: with the server, or when a page asks for its first credential. */
  readonly starts: 'at-once' | 'when-asked';
}

const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;

/** How much is logged. */
export type LogLevel = (typeof logLevels)[number];

/** What is wrong with the environment, one sentence for each variable. */
export class ConfigurationError extends Error {
  /** The sentences. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The server cannot start:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}

const wholeNumber = (name: string, least: number, most: number) => {
  const sentence = `${name} must be a whole number from ${least} to ${most}.`;
  return v.pipe(
    v.string(),
    v.trim(),
    v.regex(/^\d+$/, sentence),
    v.transform(Number),
    v.minValue(least, sentence),
    v.maxValue(most, sentence),
  );
};

const origin = v.pipe(
  v.string(),
  v.check(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    (issue) => `ALLOWED_ORIGINS must list origins such as https://call.example, not "${issue.input}".`,
  ),
);

const origins = v.pipe(
  v.string(),
  v.transform((text) => text.split(/[\s,]+/).filter(Boolean)),
  v.array(origin),
);

const schema = v.object({
  HOST: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty('HOST must be an address or a host name.'))),
  INVITATION: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[A-Za-z0-9_-]{16,128}$/, 'INVITATION must be 16 to 128 letters, digits, "_" or "-".'),
    ),
  ),
  ALIYUN_EMULATOR: v.optional(
    v.picklist(['auto', 'on', 'off'], 'ALIYUN_EMULATOR must be auto, on or off.'),
    'auto',
  ),
  ALIYUN_EMULATOR_TURN_PORT: v.optional(wholeNumber('ALIYUN_EMULATOR_TURN_PORT', 0, 65_535), '0'),
  TURN_URLS: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.split(/[\s,]+/).filter(Boolean)),
      v.array(
        v.pipe(
          v.string(),
          v.regex(/^turns?:[^\s/]+$/, 'TURN_URLS must list addresses such as turn:relay.example:3478.'),
        ),
      ),
    ),
  ),
  TURN_SECRET: v.optional(v.string()),
  JANUS_ADMIN_KEY: v.optional(v.string()),
  PORT: v.optional(wholeNumber('PORT', 0, 65_535), '4680'),
  ALLOWED_ORIGINS: v.optional(origins, ''),
  TRUSTED_HOPS: v.optional(wholeNumber('TRUSTED_HOPS', 0, 10), '0'),
  LOG_LEVEL: v.optional(v.picklist(logLevels, `LOG_LEVEL must be one of ${logLevels.join(', ')}.`), 'info'),
  STOP_TIMEOUT_MS: v.optional(wholeNumber('STOP_TIMEOUT_MS', 0, 60_000), '5000'),
});

/** The variables that this server reads beside the secrets of `@jackfield/tokens`. */
export const serverVariables: readonly string[] = Object.keys(schema.entries);

/** What `readConfiguration` works with. */
export interface ConfigurationSource {
  /** The environment; variables that this server does not know are left alone, empty ones count as absent. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder of the built demo. */
  readonly demoDirectory: string;
  /** Whether `--lan` was given. */
  readonly lan?: boolean;
}

/** Reads and checks the environment. Throws a {@link ConfigurationError} that names every variable that is wrong. */
export function readConfiguration({
  environment,
  demoDirectory,
  lan = false,
}: ConfigurationSource): ServerConfiguration {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = v.safeParse(schema, given);
  const secrets = readSecrets(given);
  const problems = [...(result.issues ?? []).map((issue) => issue.message), ...secrets.problems];
  const { p2p, ...vendorSecrets } = secrets.read;
  if (result.success) problems.push(...conflicts({ ...result.output, lan, vendorSecrets }));
  if (!result.success || problems.length > 0) throw new ConfigurationError(problems);
  const { HOST, PORT, ALLOWED_ORIGINS, LOG_LEVEL, STOP_TIMEOUT_MS, INVITATION } = result.output;
  const { ALIYUN_EMULATOR, ALIYUN_EMULATOR_TURN_PORT, TURN_URLS, TURN_SECRET } = result.output;
  return {
    host: HOST ?? (lan ? '0.0.0.0' : '127.0.0.1'),
    port: PORT,
    allowedOrigins: ALLOWED_ORIGINS,
    signallingSecrets: p2p,
    vendorSecrets,
    janusAdminKey: result.output.JANUS_ADMIN_KEY,
    lan,
    invitation: INVITATION,
    turn: TURN_URLS && TURN_SECRET !== undefined ? { urls: TURN_URLS, secret: TURN_SECRET } : undefined,
    emulator: readEmulator({
      wanted: ALIYUN_EMULATOR,
      turnPort: ALIYUN_EMULATOR_TURN_PORT,
      lan,
      guarded: lan || loopback.test(HOST ?? '127.0.0.1'),
      real: vendorSecrets.aliyun !== undefined,
    }),
    trustedHops: result.output.TRUSTED_HOPS,
    logLevel: LOG_LEVEL,
    demoDirectory,
    stopTimeoutMs: STOP_TIMEOUT_MS,
  };
}

/** The secrets, or what is wrong with them: by variable, never by value. */
function readSecrets(environment: ConfigurationSource['environment']): {
  readonly read: EnvironmentSecrets;
  readonly problems: readonly string[];
} {
  try {
    return { read: secretsFromEnvironment(environment), problems: [] };
  } catch (error) {
    if (!isTokenError(error)) throw error;
    return { read: {}, problems: [error.message] };
  }
}

/** Where nobody says, it stands in for the real service on this machine, and with --lan, where an invitation guards it. */
function readEmulator(given: {
  readonly wanted: 'auto' | 'on' | 'off';
  readonly turnPort: number;
  readonly lan: boolean;
  readonly guarded: boolean;
  readonly real: boolean;
}): EmulatorConfiguration | undefined {
  const { wanted, turnPort, lan, guarded, real } = given;
  if (wanted === 'off' || (wanted === 'auto' && (real || !guarded))) return undefined;
  return { turnPort, starts: wanted === 'on' || lan ? 'at-once' : 'when-asked' };
}

const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/;

/** What is right by itself and wrong together. */
function conflicts(given: {
  readonly HOST?: string | undefined;
  readonly INVITATION?: string | undefined;
  readonly TURN_URLS?: readonly string[] | undefined;
  readonly TURN_SECRET?: string | undefined;
  readonly ALIYUN_EMULATOR: 'auto' | 'on' | 'off';
  readonly lan: boolean;
  readonly vendorSecrets: Omit<EnvironmentSecrets, 'p2p'>;
}): readonly string[] {
  const { HOST = '127.0.0.1', INVITATION, ALIYUN_EMULATOR, lan, vendorSecrets } = given;
  const problems: string[] = [];
  if ((given.TURN_URLS === undefined) !== (given.TURN_SECRET === undefined)) {
    problems.push('TURN_URLS and TURN_SECRET belong together: set both, or none.');
  }
  if (ALIYUN_EMULATOR === 'on' && vendorSecrets.aliyun) {
    problems.push('ALIYUN_EMULATOR is on and ALIYUN_APP_ID is set: leave one of them out.');
  }
  // Credentials of a vendor cost its customer money: on a network nobody gets one for the asking.
  if (!lan && INVITATION === undefined && !loopback.test(HOST) && Object.keys(vendorSecrets).length > 0) {
    problems.push('INVITATION must be set where a vendor is set up and HOST is more than this machine.');
  }
  return problems;
}
